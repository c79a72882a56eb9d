#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo are variadic, and macros besides. */
static inline CURLcode curl_set_long(CURL *handle, CURLoption option, long value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return (curl_easy_setopt)(handle, option, value);
}

typedef size_t (*curl_take)(char *bytes, size_t size, size_t count, void *user);

static inline CURLcode curl_set_take(CURL *handle, CURLoption option, curl_take value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline long curl_get_long(CURL *handle, CURLINFO info) {
    long value = 0;
    return (curl_easy_getinfo)(handle, info, &value) == CURLE_OK ? value : 0;
}

/* Lives as long as the handle does its next transfer; null when there is none. */
static inline const char *curl_get_text(CURL *handle, CURLINFO info) {
    const char *value = 0;
    return (curl_easy_getinfo)(handle, info, &value) == CURLE_OK ? value : 0;
}
