/* SPDX-License-Identifier: Apache-2.0 */
/* Classifies a picture of a digit: a binary PGM file of 28 x 28 pixels. */
#include <stdio.h>

#include "digits.h"

static digits_memory memory;

int main(int argc, char **argv) {
    uint8_t image[DIGITS_IMAGE_BYTES];
    int width = 0, height = 0, most = 0;
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file) {
        fprintf(stderr, "usage: %s PICTURE.pgm\n", argv[0]);
        return 2;
    }
    const int read = fscanf(file, "P5 %d %d %d", &width, &height, &most);
    if (read != 3 || width != 28 || height != 28 || most != 255 || fgetc(file) == EOF
        || fread(image, sizeof image, 1, file) != 1) {
        fprintf(stderr, "%s is no binary PGM file of 28 x 28 pixels\n", argv[1]);
        fclose(file);
        return 2;
    }
    fclose(file);
    printf("%s: %s\n", argv[1], digits_classes[digits_classify(image, &memory)]);
    return 0;
}
