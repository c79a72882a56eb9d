/* How fast a broker takes TLS connections in: bare-handshakes PORT DIR COUNT
 *
 * Connects to 127.0.0.1 with the certificates DIR/1.pem to DIR/COUNT.pem (DIR/1.key.pem …), 60 at a time, as fast as it gets in; keeps
 * all connections, and prints the seconds from the first dial to the last CONNACK. */
#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { dials = 60 };
static int port, count, next = 1;
static const char *folder;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void fail(const char *what) {
    fprintf(stderr, "bare-handshakes: %s\n", what);
    exit(1);
}

static SSL_CTX *identity(int number) {
    char path[4096];
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    snprintf(path, sizeof path, "%s/ca.pem", folder);
    if (!context || SSL_CTX_load_verify_locations(context, path, NULL) != 1) fail("no authority");
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    snprintf(path, sizeof path, "%s/%d.pem", folder, number);
    if (SSL_CTX_use_certificate_chain_file(context, path) != 1) fail("no certificate");
    snprintf(path, sizeof path, "%s/%d.key.pem", folder, number);
    if (SSL_CTX_use_PrivateKey_file(context, path, SSL_FILETYPE_PEM) != 1) fail("no key");
    return context;
}

static void dial(int number) {
    /* MQTT 5.0, section 3.1: clean start, 60 s, no properties, an id that the broker replaces. */
    static const unsigned char hello[] = {0x10, 14, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 0, 0, 1, 'x'};
    unsigned char answer[256];
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    SSL *connection = SSL_new(identity(number));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0) fail("no connection");
    SSL_set_fd(connection, descriptor);
    if (SSL_connect(connection) != 1) fail("no handshake");
    if (SSL_write(connection, hello, sizeof hello) != sizeof hello) fail("not written");
    if (SSL_read(connection, answer, sizeof answer) < 4 || answer[0] != 0x20 || answer[3] != 0) fail("not let in");
}

static void *work(void *unused) {
    for (;;) {
        pthread_mutex_lock(&lock);
        int number = next++;
        pthread_mutex_unlock(&lock);
        if (number > count) return unused;
        dial(number);
    }
}

int main(int argc, char **argv) {
    pthread_t threads[dials];
    struct timespec start, end;
    if (argc != 4) fail("needs PORT DIR COUNT");
    signal(SIGPIPE, SIG_IGN);
    port = atoi(argv[1]);
    folder = argv[2];
    count = atoi(argv[3]);
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int i = 0; i < dials; i++) pthread_create(&threads[i], NULL, work, NULL);
    for (int i = 0; i < dials; i++) pthread_join(threads[i], NULL);
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.3f\n", end.tv_sec - start.tv_sec + (end.tv_nsec - start.tv_nsec) / 1e9);
    return 0;
}
