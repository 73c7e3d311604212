// The host of the kernel on a card, by XRT's native interface.
//
//     g++ -std=c++17 -O2 -I$XILINX_XRT/include -o bnn_xrt bnn_xrt.cpp -L$XILINX_XRT/lib -lxrt_coreutil -pthread
//     ./bnn_xrt FILE.xclbin              self test and throughput
//     ./bnn_xrt FILE.xclbin IMAGES       the label of each image of a file, of a map those of its positions
//                                        on a line: the bytes of one image after the other
//
// BNN_DEVICE is the number of the card, 0 otherwise. Ends with 0 if all went well, 1 if an answer differs, 2 for other errors.
#include <chrono>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <xrt/xrt_bo.h>
#include <xrt/xrt_device.h>
#include <xrt/xrt_kernel.h>

#include "bnn_network.h"
#include "bnn_selftest.h"

static const size_t WORD = 64;
static const uint32_t BATCH = 1024;
static const std::chrono::milliseconds PATIENCE(60000);

class Card {
public:
    Card(unsigned number, const std::string& binary)
        : device_(number), kernel_(device_, device_.load_xclbin(binary), BNN_NAME),
          images_(device_, (size_t(BATCH) * BNN_IMAGE_BYTES + WORD - 1) / WORD * WORD, kernel_.group_id(0)),
          answers_(device_, size_t(BATCH) * BNN_ANSWERS * BNN_ANSWER_BYTES, kernel_.group_id(1)) {}

    // The answers to at most BATCH images, BNN_ANSWERS to each.
    std::vector<int64_t> run(const uint8_t* images, uint32_t count) {
        images_.write(images, size_t(count) * BNN_IMAGE_BYTES, 0);
        images_.sync(XCL_BO_SYNC_BO_TO_DEVICE);
        auto run = kernel_(images_, answers_, int(count));
        if (run.wait(PATIENCE) != ERT_CMD_STATE_COMPLETED) throw std::runtime_error("the kernel did not end in a minute");
        answers_.sync(XCL_BO_SYNC_BO_FROM_DEVICE);
        std::vector<uint8_t> bytes(size_t(count) * BNN_ANSWERS * BNN_ANSWER_BYTES);
        answers_.read(bytes.data(), bytes.size(), 0);
        std::vector<int64_t> answers(size_t(count) * BNN_ANSWERS);
        for (size_t i = 0; i < answers.size(); i++) answers[i] = number(&bytes[i * BNN_ANSWER_BYTES]);
        return answers;
    }

private:
    // The lowest byte first; scores in two's complement.
    static int64_t number(const uint8_t* bytes) {
        uint64_t bits = 0;
        for (unsigned b = 0; b < BNN_ANSWER_BYTES; b++) bits |= uint64_t(bytes[b]) << 8 * b;
#ifndef BNN_LABELS
        const unsigned unused = 64 - 8 * BNN_ANSWER_BYTES;
        return int64_t(bits << unused) >> unused;
#else
        return int64_t(bits);
#endif
    }

    xrt::device device_;
    xrt::kernel kernel_;
    xrt::bo images_, answers_;
};

// Positions of a map, each with an answer.
#ifdef BNN_MAP_WIDTH
static const uint32_t POSITIONS = BNN_MAP_HEIGHT * BNN_MAP_WIDTH;
#else
static const uint32_t POSITIONS = 1;
#endif

static int64_t label(const int64_t* answer) {
#ifdef BNN_LABELS
    return answer[0];
#else
    int64_t best = 0;
    for (unsigned c = 1; c < BNN_CLASSES; c++) {
        if (answer[c] > answer[best]) best = c;
    }
    return best;
#endif
}

static int self_test(Card& card) {
    const std::vector<int64_t> answers = card.run(BNN_SELFTEST_IMAGE, BNN_SELFTEST_IMAGES);
    for (size_t i = 0; i < answers.size(); i++) {
        if (answers[i] != BNN_SELFTEST_ANSWERS[i]) {
            std::printf("%s: image %zu, answer %zu: expected %" PRId64 ", found %" PRId64 "\n", BNN_NAME, i / BNN_ANSWERS,
                        i % BNN_ANSWERS, BNN_SELFTEST_ANSWERS[i], answers[i]);
            return 1;
        }
    }
    std::printf("%s: same bits on %u images\n", BNN_NAME, BNN_SELFTEST_IMAGES);

    std::vector<uint8_t> images(size_t(BATCH) * BNN_IMAGE_BYTES);
    for (uint32_t i = 0; i < BATCH; i++) {
        std::memcpy(&images[size_t(i) * BNN_IMAGE_BYTES], BNN_SELFTEST_IMAGE + i % BNN_SELFTEST_IMAGES * BNN_IMAGE_BYTES,
                    BNN_IMAGE_BYTES);
    }
    const auto start = std::chrono::steady_clock::now();
    card.run(images.data(), BATCH);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("%.0f images/s with transfers, %u images a call\n", BATCH / seconds, BATCH);
    return 0;
}

static int classify(Card& card, const char* name) {
    std::ifstream file(name, std::ios::binary);
    if (!file) throw std::runtime_error(std::string("cannot open ") + name);
    std::vector<uint8_t> images(size_t(BATCH) * BNN_IMAGE_BYTES);
    while (file.read(reinterpret_cast<char*>(images.data()), images.size()), file.gcount() > 0) {
        if (file.gcount() % BNN_IMAGE_BYTES != 0) {
            throw std::runtime_error(std::string(name) + " does not hold whole images of " + std::to_string(BNN_IMAGE_BYTES)
                                     + " bytes");
        }
        const uint32_t count = uint32_t(file.gcount() / BNN_IMAGE_BYTES);
        const std::vector<int64_t> answers = card.run(images.data(), count);
        for (uint32_t i = 0; i < count; i++) {
            for (uint32_t p = 0; p < POSITIONS; p++) {
                const int64_t best = label(&answers[(size_t(i) * POSITIONS + p) * (BNN_ANSWERS / POSITIONS)]);
                if (best < 0 || best >= int64_t(BNN_CLASSES)) throw std::runtime_error("the answer names no class");
                std::printf("%s%c", BNN_CLASS_NAMES[best], p == POSITIONS - 1 ? '\n' : ' ');
            }
        }
    }
    return 0;
}

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) {
        std::fprintf(stderr, "usage: %s FILE.xclbin [IMAGES]\n", argv[0]);
        return 2;
    }
    const char* number = std::getenv("BNN_DEVICE");
    try {
        Card card(number ? unsigned(std::atoi(number)) : 0, argv[1]);
        return argc == 2 ? self_test(card) : classify(card, argv[2]);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "%s: %s\n", BNN_NAME, e.what());
        return 2;
    }
}
