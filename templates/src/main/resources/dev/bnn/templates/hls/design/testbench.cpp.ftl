// Runs the golden images through the design and compares every [#if d.answer.labels]label[#else]score[/#if] with the golden model's.
//
//     testbench [FIRST COUNT]
//
// reads images.hex (one image per line, two digits per byte, in stream order) and [=d.answer.file] ([#if d.answer.labels]the labels of an image,
// the best first, per line[#else]the scores of one image per
// line[/#if]) in the working directory[#if d.loading??], loads parameters.bin[/#if], takes COUNT images from number FIRST on, or all, and ends with 0 if and only if no
// bit differs.
// Generated from [=d.source.inline]; changes here are lost.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "../src/[=d.top].h"

// Frames per call of the design.
static const int CALL = [#if d.card??][=d.card.frames][#else]8[/#if];
static const int SHOWN = 10;

struct Golden {
    std::string image;
    std::vector<long long> answer;
};

static int nibble(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

// At most count images from number first on; none if a file is missing.
static std::vector<Golden> load(int first, int count) {
    std::ifstream images("images.hex"), answers("[=d.answer.file]");
    std::vector<Golden> goldens;
    std::string line, row;
    for (int i = 0; i < first + count && std::getline(images, line) && std::getline(answers, row); i++) {
        if (i < first) continue;
        Golden golden;
        golden.image = line;
        std::istringstream words(row);
        for (long long word; words >> word;) golden.answer.push_back(word);
        if (line.size() != 2u * IMAGE_PIXELS * CHANNELS || golden.answer.size() != unsigned([=d.answer.count])) {
            std::printf("line %d of images.hex or [=d.answer.file] is not of this network\n", i + 1);
            std::exit(2);
        }
        goldens.push_back(golden);
    }
    return goldens;
}

[#if d.card??]
static void write(const std::string& image, unsigned char* bytes) {
    for (std::size_t i = 0; i < image.size() / 2; i++) {
        bytes[i] = static_cast<unsigned char>(16 * nibble(image[2 * i]) + nibble(image[2 * i + 1]));
    }
}

// Runs frames through the kernel, as a host would: bytes in memory, padded to whole words.
static std::vector<[=d.answer.type]> run(const Golden* golden, int frames) {
    const int words = (frames * IMAGE_PIXELS * CHANNELS + 63) / 64;
    std::vector<unsigned char> bytes(static_cast<std::size_t>(64 * words));
    for (int f = 0; f < frames; f++) write(golden[f].image, bytes.data() + f * IMAGE_PIXELS * CHANNELS);
    std::vector<memory_t> images(static_cast<std::size_t>(words));
    for (int w = 0; w < words; w++) {
        memory_t& word = *(images.data() + w);
        for (int b = 0; b < 64; b++) word(8 * b + 7, 8 * b) = *(bytes.data() + 64 * w + b);
    }
    std::vector<[=d.answer.type]> answers(static_cast<std::size_t>(frames * [=d.answer.count]));
    [=d.top](images.data(), answers.data(), frames);
    return answers;
}

[#else]
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

[/#if]
[#if d.loading??]
// Sends the file of parameters through the port of the images; returns what the design answers.
static int load_parameters() {
    std::ifstream file("parameters.bin", std::ios::binary);
    hls::stream<pixel_t> in("in");
    hls::stream<[=d.answer.type]> out("out");
    char bytes[CHANNELS];
    while (file.read(bytes, CHANNELS)) {
        pixel_t word = 0;
        for (int c = 0; c < CHANNELS; c++) word(8 * c + 7, 8 * c) = static_cast<unsigned char>(bytes[c]);
        in.write(word);
    }
    [=d.top](in, out, 0, 1);
    return static_cast<int>(out.read().data);
}

[/#if]
int main(int argc, char** argv) {
    const int first = argc > 2 ? std::atoi(argv[1]) : 0;
    const std::vector<Golden> goldens = load(first, argc > 2 ? std::atoi(argv[2]) : 1 << 30);
    if (goldens.empty()) {
        std::printf("no images: are images.hex and [=d.answer.file] here?\n");
        return 2;
    }
    const int images = static_cast<int>(goldens.size());
[#if d.loading??]
    if (const int status = load_parameters()) {
        std::printf("parameters.bin %s\n", status == 1 ? "is for a network of another structure" : "is damaged");
        return 2;
    }
[/#if]
    long long differing = 0;
    int shown = 0;
    for (int from = 0; from < images; from += CALL) {
        const int frames = images - from < CALL ? images - from : CALL;
        const Golden* golden = goldens.data() + from;
[#if d.card??]
        const std::vector<[=d.answer.type]> answers = run(golden, frames);
[#else]
        hls::stream<pixel_t> in("in");
        hls::stream<[=d.answer.type]> out("out");
        for (int f = 0; f < frames; f++) write(golden[f].image, in);
        [=d.top](in, out, frames[#if d.loading??], 0[/#if]);
[/#if]
        for (int f = 0; f < frames; f++) {
            const long long* answer = golden[f].answer.data();
            for (int i = 0; i < [=d.answer.count]; i++) {
[#if d.card??]
                const ap_int<[=d.answer.width]> found = *(answers.data() + f * [=d.answer.count] + i), expected = answer[i];
                int bits = 0;
[#else]
                const [=d.answer.type] word = out.read();
                const ap_int<[=d.answer.width]> found = word.data, expected = answer[i];
                const bool last = f == frames - 1 && i == [=d.answer.count] - 1;
                int bits = bool(word.last) != last;
[/#if]
                for (int b = 0; b < [=d.answer.width]; b++) bits += bool(found[b]) != bool(expected[b]);
                if (bits > 0 && shown++ < SHOWN) {
                    std::printf("differs: image %d [=d.answer.index] %d expected %lld found %lld\n", first + from + f, i,
                                static_cast<long long>(expected), static_cast<long long>(found));
                }
                differing += bits;
            }
        }
        std::printf("compared: %d\n", from + frames);
        std::fflush(stdout);
    }
    std::printf("result: images %d bits %lld differing %lld\n", images,
                static_cast<long long>(images) * [=d.answer.count] * [#if d.card??][=d.answer.width][#else]([=d.answer.width] + 1)[/#if], differing);
    return differing == 0 ? 0 : 1;
}
