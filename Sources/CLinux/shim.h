#include <linux/fb.h>
#include <linux/kd.h>
#include <malloc.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/timex.h>

/* prctl is variadic, and pthread_setname_np is hidden without _GNU_SOURCE. */
static inline int linux_set_thread_name(const char *name) { return prctl(PR_SET_NAME, name, 0, 0, 0); }

/* ioctl is variadic. What a framebuffer shows and where it keeps it; -1 and errno on failure. */
static inline int linux_framebuffer_variable(int descriptor, struct fb_var_screeninfo *info) {
    return ioctl(descriptor, FBIOGET_VSCREENINFO, info);
}

static inline int linux_framebuffer_fixed(int descriptor, struct fb_fix_screeninfo *info) {
    return ioctl(descriptor, FBIOGET_FSCREENINFO, info);
}

/* Keeps the console from drawing text and cursor. */
static inline int linux_console_graphics(int descriptor) { return ioctl(descriptor, KDSETMODE, KD_GRAPHICS); }

/* Whether the kernel's clock is disciplined, as adjtimex(2) tells; *seconds is what that clock says. */
static inline int linux_clock_is_synchronised(long long *seconds) {
    struct timex clock = {0};
    int state = adjtimex(&clock);
    *seconds = clock.time.tv_sec;
    return state != -1 && state != TIME_ERROR && !(clock.status & STA_UNSYNC);
}

/* Swift's Glibc module leaves malloc.h out. Buffers of so many bytes and more get a mapping of their own from now on. */
static inline void linux_set_mapped_length(int bytes) { mallopt(M_MMAP_THRESHOLD, bytes); }
