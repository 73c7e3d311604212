// Runs golden images through the board's serial line in Verilator: the network's netlist, or its sources, with clock and line around.
//
//     serial FIRST COUNT
//
// runs in the folder mem of the project. It ends with 0 if and only if the signature is the design's, no bit of an answer differs, and
// each check sum is that of its image.
// Generated from [=d.source.inline]; changes here are lost.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "Vboard.h"
#include "verilated.h"

static const int BYTES = [=d.pixels * (d.pixelBits / 8)], WORDS = [=d.answer.words], WORD_BYTES = [=d.answer.bits] / 8, BIT = [=b.bit];
static const uint64_t PATIENCE = [=d.patience]ull + 40ull * BIT * WORDS * WORD_BYTES;

static Vboard* board;
static uint64_t cycle = 0;

// What the design sends, byte by byte, as a receiver sees it.
struct Receiver {
    std::vector<unsigned char> bytes;
    int left = 0, place = -1, word = 0;
    void look(bool line) {
        if (place < 0) {
            if (line) return;
            place = 0;
            left = BIT + BIT / 2;
            word = 0;
        } else if (--left == 0) {
            left = BIT;
            if (place == 8) {
                if (!line) std::printf("cycle %llu: a byte has no stop bit\n", static_cast<unsigned long long>(cycle));
                bytes.push_back(static_cast<unsigned char>(word));
                place = -1;
            } else {
                word |= line << place++;
            }
        }
    }
} receiver;

static void tick() {
    board->clk_in = 0;
    board->eval();
    board->clk_in = 1;
    board->eval();
    cycle++;
    receiver.look(board->tx);
}

static void line(bool level, int cycles) {
    board->rx = level;
    for (int i = 0; i < cycles; i++) tick();
}

static void send(int byte) {
    line(false, BIT);
    for (int i = 0; i < 8; i++) line(byte >> i & 1, BIT);
    line(true, BIT);
}

static bool wait(size_t bytes) {
    for (uint64_t from = cycle; receiver.bytes.size() < bytes && cycle - from < PATIENCE;) tick();
    return receiver.bytes.size() >= bytes;
}

static long long word(size_t at) {
    uint64_t value = 0;
    for (int i = WORD_BYTES - 1; i >= 0; i--) value = value << 8 | receiver.bytes[at + size_t(i)];
    return static_cast<long long>(value << (64 - 8 * WORD_BYTES)) >> (64 - 8 * WORD_BYTES);
}

static int nibble(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

int main(int argc, char** argv) {
    const int first = argc > 1 ? std::atoi(argv[1]) : 0, count = argc > 2 ? std::atoi(argv[2]) : 1;
    std::ifstream images("../tb/images.hex"), answers("../tb/[=d.answer.file]");
    VerilatedContext context;
    board = new Vboard(&context);
    board->rx = 1;
    // Until the block RAM of the chip can be read; then half a byte and a break, after which all begins anew.
    for (int i = 0; i < 5000; i++) tick();
    send('i');
    line(false, 12 * BIT);
    line(true, 4 * BIT);
    send('?');
    if (!wait(4) || uint32_t(receiver.bytes[0] | receiver.bytes[1] << 8 | receiver.bytes[2] << 16) + (uint32_t(receiver.bytes[3]) << 24) != 0x[=b.signature]u) {
        std::printf("the signature is not that of the design\n");
        return 2;
    }
    long long differing = 0;
    int done = 0;
    std::string image, row;
    for (int i = 0; i < first + count && std::getline(images, image) && std::getline(answers, row); i++) {
        if (i < first) continue;
        receiver.bytes.clear();
        int sum = 0;
        send('i');
        for (int k = 0; k < BYTES; k++) {
            const int byte = 16 * nibble(image[size_t(2 * k)]) + nibble(image[size_t(2 * k + 1)]);
            sum += byte;
            send(byte);
        }
        if (!wait(size_t(WORDS * WORD_BYTES) + 1)) {
            std::printf("image %d: no answer\n", i);
            return 2;
        }
        std::istringstream words(row);
        for (int w = 0; w < WORDS; w++) {
            long long expected = 0;
            words >> expected;
            const long long found = word(size_t(w * WORD_BYTES));
            int bits = 0;
            for (int b = 0; b < 8 * WORD_BYTES; b++) bits += ((found ^ expected) >> b & 1) != 0;
            if (bits > 0) std::printf("differs: image %d [=d.answer.index] %d expected %lld found %lld\n", i, w, expected, found);
            differing += bits;
        }
        if (receiver.bytes.back() != (sum & 255)) {
            std::printf("image %d: the check sum is not that of the image\n", i);
            differing++;
        }
        done++;
        std::printf("compared: %d\n", done);
        std::fflush(stdout);
    }
    std::printf("result: images %d bits %lld differing %lld cycles %llu\n", done, static_cast<long long>(done) * WORDS * WORD_BYTES * 8, differing,
                static_cast<unsigned long long>(cycle));
    return differing == 0 && done > 0 ? 0 : 1;
}
