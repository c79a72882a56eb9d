/* bare-subscriber HOST PORT FILTER COUNT DONE: takes in what comes on FILTER with QoS 1, and says DONE after COUNT messages. */
#include <mosquitto.h>
#include <stdio.h>
#include <stdlib.h>

static const char *filter, *done;
static long wanted, count;

static void connected(struct mosquitto *client, void *user, int code) {
    (void)user;
    if (code == 0) mosquitto_subscribe(client, NULL, filter, 1);
}

static void subscribed(struct mosquitto *client, void *user, int id, int number, const int *granted) {
    (void)client, (void)user, (void)id, (void)number, (void)granted;
    puts("ready");
    fflush(stdout);
}

static void received(struct mosquitto *client, void *user, const struct mosquitto_message *message) {
    (void)user, (void)message;
    if (++count == wanted) mosquitto_publish(client, NULL, done, 0, NULL, 0, false);
}

int main(int argc, char **argv) {
    if (argc != 6) return 2;
    filter = argv[3];
    wanted = atol(argv[4]);
    done = argv[5];
    mosquitto_lib_init();
    struct mosquitto *client = mosquitto_new("bare-subscriber", true, NULL);
    mosquitto_connect_callback_set(client, connected);
    mosquitto_subscribe_callback_set(client, subscribed);
    mosquitto_message_callback_set(client, received);
    if (!client || mosquitto_connect(client, argv[1], atoi(argv[2]), 60) != MOSQ_ERR_SUCCESS) return 1;
    return mosquitto_loop_forever(client, -1, 1) == MOSQ_ERR_SUCCESS ? 0 : 1;
}
