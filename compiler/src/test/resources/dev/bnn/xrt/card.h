// Stands in for a card and XRT: a kernel that is compiled into the program. DESIGN is its header, KERNEL its function, and ANSWER
// the type of its answers.
#ifndef BNN_TEST_CARD_H
#define BNN_TEST_CARD_H

#include DESIGN

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

enum xclBOSyncDirection { XCL_BO_SYNC_BO_TO_DEVICE, XCL_BO_SYNC_BO_FROM_DEVICE };
enum ert_cmd_state { ERT_CMD_STATE_COMPLETED = 4, ERT_CMD_STATE_TIMEOUT = 7 };

namespace xrt {

struct uuid {};

class device {
public:
    explicit device(unsigned number) {
        if (number != 0) throw std::runtime_error("no such device");
    }
    uuid load_xclbin(const std::string& file) {
        if (file != "right.xclbin") throw std::runtime_error("No such file '" + file + "'");
        return uuid();
    }
};

// A buffer with two copies: the host's, and the card's, which only sync makes equal.
class bo {
public:
    bo(const device&, size_t bytes, int group) : host(bytes), card(bytes, 0xa5), group(group) {
        if (bytes % 64 != 0 && group == 0) throw std::runtime_error("images need whole words");
    }
    void write(const void* source, size_t bytes, size_t from) {
        check(bytes, from);
        std::memcpy(&host[from], source, bytes);
    }
    void read(void* target, size_t bytes, size_t from) {
        check(bytes, from);
        std::memcpy(target, &host[from], bytes);
    }
    void sync(xclBOSyncDirection direction) {
        if (direction == XCL_BO_SYNC_BO_TO_DEVICE) card = host;
        else host = card;
    }

    std::vector<uint8_t> host, card;
    int group;

private:
    void check(size_t bytes, size_t from) {
        if (from + bytes > host.size()) throw std::runtime_error("beyond the buffer");
    }
};

class run {
public:
    ert_cmd_state wait(const std::chrono::milliseconds&) const {
        return std::getenv("CARD_HANGS") ? ERT_CMD_STATE_TIMEOUT : ERT_CMD_STATE_COMPLETED;
    }
};

class kernel {
public:
    kernel(const device&, const uuid&, const std::string& name) {
        if (name != NAME) throw std::runtime_error("no kernel " + name);
    }
    int group_id(int argument) const { return argument; }

    run operator()(bo& images, bo& answers, int frames) {
        if (images.group != 0 || answers.group != 1) throw std::runtime_error("wrong banks");
        std::vector<memory_t> words(images.card.size() / 64);
        for (size_t i = 0; i < images.card.size(); i++) words[i / 64](i % 64 * 8 + 7, i % 64 * 8) = images.card[i];
        const size_t bytes = answers.card.size();
        const unsigned width = ANSWER_BITS / 8;
        std::vector<ANSWER> written(bytes / width);
        KERNEL(words.data(), written.data(), frames);
        for (size_t i = 0; i < bytes; i++) {
            answers.card[i] = static_cast<uint8_t>(static_cast<unsigned>(written[i / width](i % width * 8 + 7, i % width * 8)));
        }
        if (std::getenv("CARD_FLIPS")) answers.card[std::atoi(std::getenv("CARD_FLIPS"))] ^= 1;
        return run();
    }
};

}  // namespace xrt

#endif
