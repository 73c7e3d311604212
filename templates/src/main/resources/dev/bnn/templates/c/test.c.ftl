[#assign scores = p.macro + (p.out.pixels() > 1)?then("_SCORES", "_CLASSES")]
[#assign buffer = (p.out.pixels() > 1)?then("static int64_t", "int64_t")]
/* Tests [=p.name].c. Generated from [=p.source.inline]; changes here are lost.
 *
 *   [=p.name]_test                  compares the scores of golden images; 0 if all are equal
 *   [=p.name]_test IMAGES SCORES    compares those of a file of images with a file of scores, 64 bits each
 *   [=p.name]_test --speed SECONDS  counts images per second
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "[=p.name].h"

#define VECTORS [=vectors?size]

static const uint8_t images[VECTORS * [=p.macro]_IMAGE_BYTES] = {
[#list vectors as v]
[#list v.lines as line]
    [=line]
[/#list]
[/#list]
};
static const int64_t expected[VECTORS * [=scores]] = {
[#list vectors as v]
    [=v.scores]
[/#list]
};
static [=p.name]_memory memory;

/* Compares an image; prints the first difference. */
static int differs(long number, const uint8_t *image, const int64_t *wanted) {
    [=buffer] scores[[=scores]];
    [=p.name]_scores(image, &memory, scores);
    for (int c = 0; c < [=scores]; c++) {
        if (scores[c] != wanted[c]) {
            fprintf(stderr, "image %ld, %s: score %lld, not %lld\n", number, [=p.name]_classes[c[#if p.out.pixels() > 1] % [=p.macro]_CLASSES[/#if]], (long long)scores[c],
                (long long)wanted[c]);
            return 1;
        }
    }
    return 0;
}

static int golden(void) {
    int failed = 0;
    for (long i = 0; i < VECTORS; i++) {
        failed += differs(i, images + i * [=p.macro]_IMAGE_BYTES, expected + i * [=scores]);
    }
    printf("%d images, %d differ\n", VECTORS, failed);
    return failed > 0;
}

static int files(const char *image_file, const char *score_file) {
    static uint8_t image[[=p.macro]_IMAGE_BYTES];
    [=buffer] scores[[=scores]];
    long count = 0;
    long failed = 0;
    FILE *in = fopen(image_file, "rb");
    FILE *wanted = fopen(score_file, "rb");
    if (!in || !wanted) {
        fprintf(stderr, "cannot read %s\n", in ? score_file : image_file);
        return 2;
    }
    while (fread(image, sizeof image, 1, in) == 1 && fread(scores, sizeof scores, 1, wanted) == 1) {
        failed += differs(count, image, scores);
        count++;
    }
    fclose(in);
    fclose(wanted);
    printf("%ld images, %ld differ\n", count, failed);
    return failed > 0 || count == 0;
}

static int speed(double seconds) {
    long count = 0;
    [=buffer] scores[[=scores]];
    const clock_t start = clock();
    clock_t now;
    do {
        for (int i = 0; i < VECTORS; i++) {
            [=p.name]_scores(images + i * [=p.macro]_IMAGE_BYTES, &memory, scores);
        }
        count += VECTORS;
        now = clock();
    } while ((double)(now - start) < seconds * CLOCKS_PER_SEC);
    printf("%.0f images per second of one processor\n", (double)count * CLOCKS_PER_SEC / (double)(now - start));
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "--speed") == 0) {
        return speed(atof(argv[2]));
    }
    return argc == 3 ? files(argv[1], argv[2]) : golden();
}
