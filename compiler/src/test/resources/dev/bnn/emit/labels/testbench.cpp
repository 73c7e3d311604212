// Runs the golden images through the design and compares every label with the golden model's.
//
//     testbench [FIRST COUNT]
//
// reads images.hex (one image per line, two digits per byte, in stream order) and labels.txt (the labels of an image,
// the best first, per line) in the working directory, loads parameters.bin, takes COUNT images from number FIRST on, or all, and ends with 0 if and only if no
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
    std::ifstream images("images.hex"), answers("labels.txt");
    std::vector<Golden> goldens;
    std::string line, row;
    for (int i = 0; i < first + count && std::getline(images, line) && std::getline(answers, row); i++) {
        if (i < first) continue;
        Golden golden;
        golden.image = line;
        std::istringstream words(row);
        for (long long word; words >> word;) golden.answer.push_back(word);
        if (line.size() != 2u * IMAGE_PIXELS * CHANNELS || golden.answer.size() != unsigned(LABELS)) {
            std::printf("line %d of images.hex or labels.txt is not of this network\n", i + 1);
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

// Sends the file of parameters through the port of the images; returns what the design answers.
static int load_parameters() {
    std::ifstream file("parameters.bin", std::ios::binary);
    hls::stream<pixel_t> in("in");
    hls::stream<label_t> out("out");
    char bytes[CHANNELS];
    while (file.read(bytes, CHANNELS)) {
        pixel_t word = 0;
        for (int c = 0; c < CHANNELS; c++) word(8 * c + 7, 8 * c) = static_cast<unsigned char>(bytes[c]);
        in.write(word);
    }
    bnn_random7(in, out, 0, 1);
    return static_cast<int>(out.read().data);
}

int main(int argc, char** argv) {
    const int first = argc > 2 ? std::atoi(argv[1]) : 0;
    const std::vector<Golden> goldens = load(first, argc > 2 ? std::atoi(argv[2]) : 1 << 30);
    if (goldens.empty()) {
        std::printf("no images: are images.hex and labels.txt here?\n");
        return 2;
    }
    const int images = static_cast<int>(goldens.size());
    if (const int status = load_parameters()) {
        std::printf("parameters.bin %s\n", status == 1 ? "is for a network of another structure" : "is damaged");
        return 2;
    }
    long long differing = 0;
    int shown = 0;
    for (int from = 0; from < images; from += CALL) {
        const int frames = images - from < CALL ? images - from : CALL;
        const Golden* golden = goldens.data() + from;
        hls::stream<pixel_t> in("in");
        hls::stream<label_t> out("out");
        for (int f = 0; f < frames; f++) write(golden[f].image, in);
        bnn_random7(in, out, frames, 0);
        for (int f = 0; f < frames; f++) {
            const long long* answer = golden[f].answer.data();
            for (int i = 0; i < LABELS; i++) {
                const label_t word = out.read();
                const ap_int<LABEL_BITS> found = word.data, expected = answer[i];
                const bool last = f == frames - 1 && i == LABELS - 1;
                int bits = bool(word.last) != last;
                for (int b = 0; b < LABEL_BITS; b++) bits += bool(found[b]) != bool(expected[b]);
                if (bits > 0 && shown++ < SHOWN) {
                    std::printf("differs: image %d place %d expected %lld found %lld\n", first + from + f, i,
                                static_cast<long long>(expected), static_cast<long long>(found));
                }
                differing += bits;
            }
        }
        std::printf("compared: %d\n", from + frames);
        std::fflush(stdout);
    }
    std::printf("result: images %d bits %lld differing %lld\n", images,
                static_cast<long long>(images) * LABELS * (LABEL_BITS + 1), differing);
    return differing == 0 ? 0 : 1;
}
