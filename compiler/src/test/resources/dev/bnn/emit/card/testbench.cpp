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

static void write(const std::string& image, unsigned char* bytes) {
    for (std::size_t i = 0; i < image.size() / 2; i++) {
        bytes[i] = static_cast<unsigned char>(16 * nibble(image[2 * i]) + nibble(image[2 * i + 1]));
    }
}

// Runs frames through the kernel, as a host would: bytes in memory, padded to whole words.
static std::vector<score_t> run(const Golden* golden, int frames) {
    const int words = (frames * IMAGE_PIXELS * CHANNELS + 63) / 64;
    std::vector<unsigned char> bytes(static_cast<std::size_t>(64 * words));
    for (int f = 0; f < frames; f++) write(golden[f].image, bytes.data() + f * IMAGE_PIXELS * CHANNELS);
    std::vector<memory_t> images(static_cast<std::size_t>(words));
    for (int w = 0; w < words; w++) {
        memory_t& word = *(images.data() + w);
        for (int b = 0; b < 64; b++) word(8 * b + 7, 8 * b) = *(bytes.data() + 64 * w + b);
    }
    std::vector<score_t> answers(static_cast<std::size_t>(frames * CLASSES));
    bnn_random7(images.data(), answers.data(), frames);
    return answers;
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
        const std::vector<score_t> answers = run(golden, frames);
        for (int f = 0; f < frames; f++) {
            const long long* answer = golden[f].answer.data();
            for (int i = 0; i < CLASSES; i++) {
                const ap_int<SCORE_BITS> found = *(answers.data() + f * CLASSES + i), expected = answer[i];
                int bits = 0;
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
                static_cast<long long>(images) * CLASSES * SCORE_BITS, differing);
    return differing == 0 ? 0 : 1;
}
