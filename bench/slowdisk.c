/* A slow disk: whatever waits for the disk waits so many milliseconds longer (SLOW_DISK). cc -shared -fPIC -o slowdisk.so slowdisk.c; LD_PRELOAD=./slowdisk.so SLOW_DISK=200 recto serve */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static int slowly(const char *name, int file)
{
    const char *said = getenv("SLOW_DISK");
    usleep((said ? atoi(said) : 0) * 1000);
    return ((int (*)(int))dlsym(RTLD_NEXT, name))(file);
}

int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
