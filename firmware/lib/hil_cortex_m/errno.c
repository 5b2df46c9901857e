// Newlib keeps errno in a structure of 1 KB that this firmware has no other use for; the maths functions only need a place to write to.
int *__errno(void);

int *__errno(void)
{
    static int value;
    return &value;
}
