// Runs the golden images through the design and compares every score with the golden model's.
//
//     testbench [FIRST COUNT]
//
// reads images.hex (one image per line, two digits per byte, in stream order) and scores.txt (the scores of one image per
// line) in the working directory, takes COUNT images from number FIRST on, or all, and ends with 0 if and only if no
// bit differs.
// Generated from random7.bnn; changes here are lost.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "../src/bnn_random7.h"

// Frames per call of the design.
static const int CALL = 8;
static const int SHOWN = 10;

struct Golden {
    std::string image;
    std::vector<long long> answer;
};

static int nibble(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

// At most count images from number first on; none if a file is missing.
static std::vector<Golden> load(int first, int count) {
    std::ifstream images("images.hex"), answers("scores.txt");
    std::vector<Golden> goldens;
    std::string line, row;
    for (int i = 0; i < first + count && std::getline(images, line) && std::getline(answers, row); i++) {
        if (i < first) continue;
        Golden golden;
        golden.image = line;
        std::istringstream words(row);
        for (long long word; words >> word;) golden.answer.push_back(word);
        if (line.size() != 2u * IMAGE_PIXELS * CHANNELS || golden.answer.size() != unsigned(CLASSES)) {
            std::printf("line %d of images.hex or scores.txt is not of this network\n", i + 1);
            std::exit(2);
        }
        goldens.push_back(golden);
    }
    return goldens;
}

static void write(const std::string& image, hls::stream<pixel_t>& in) {
    const char* digits = image.data();
    for (int p = 0; p < IMAGE_PIXELS; p++) {
        pixel_t pixel = 0;
        for (int c = 0; c < CHANNELS; c++) {
            pixel(8 * c + 7, 8 * c) = 16 * nibble(digits[0]) + nibble(digits[1]);
            digits += 2;
        }
        in.write(pixel);
    }
}

int main(int argc, char** argv) {
    const int first = argc > 2 ? std::atoi(argv[1]) : 0;
    const std::vector<Golden> goldens = load(first, argc > 2 ? std::atoi(argv[2]) : 1 << 30);
    if (goldens.empty()) {
        std::printf("no images: are images.hex and scores.txt here?\n");
        return 2;
    }
    const int images = static_cast<int>(goldens.size());
    long long differing = 0;
    int shown = 0;
    for (int from = 0; from < images; from += CALL) {
        const int frames = images - from < CALL ? images - from : CALL;
        const Golden* golden = goldens.data() + from;
        hls::stream<pixel_t> in("in");
        hls::stream<score_t> out("out");
        for (int f = 0; f < frames; f++) write(golden[f].image, in);
        bnn_random7(in, out, frames);
        for (int f = 0; f < frames; f++) {
            const long long* answer = golden[f].answer.data();
            for (int i = 0; i < CLASSES; i++) {
                const score_t word = out.read();
                const ap_int<SCORE_BITS> found = word.data, expected = answer[i];
                const bool last = f == frames - 1 && i == CLASSES - 1;
                int bits = bool(word.last) != last;
                for (int b = 0; b < SCORE_BITS; b++) bits += bool(found[b]) != bool(expected[b]);
                if (bits > 0 && shown++ < SHOWN) {
                    std::printf("differs: image %d class %d expected %lld found %lld\n", first + from + f, i,
                                static_cast<long long>(expected), static_cast<long long>(found));
                }
                differing += bits;
            }
        }
        std::printf("compared: %d\n", from + frames);
        std::fflush(stdout);
    }
    std::printf("result: images %d bits %lld differing %lld\n", images,
                static_cast<long long>(images) * CLASSES * (SCORE_BITS + 1), differing);
    return differing == 0 ? 0 : 1;
}
