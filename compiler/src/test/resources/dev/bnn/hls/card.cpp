// Pixels out of words of memory: pixels smaller than a word, as large, and larger; frames that end within a word.
#include <cstdio>
#include <vector>

#include "bnn/card.h"

static unsigned byte_of(int i) { return (i * 37 + i / 256 * 11) & 255; }

template <int CHANNELS, int PIXELS>
static int differences(int frames) {
    const int bytes = frames * PIXELS * CHANNELS;
    std::vector<bnn::memory_word> memory((bytes + 63) / 64);
    for (int i = 0; i < bytes; i++) memory[i / 64](i % 64 * 8 + 7, i % 64 * 8) = byte_of(i);
    hls::stream<bnn::memory_word> words("words");
    hls::stream<ap_uint<8 * CHANNELS>> pixels("pixels");
    bnn::read_memory<PIXELS * CHANNELS>(memory.data(), words, frames);
    bnn::unpack_pixels<CHANNELS, PIXELS>(words, pixels, frames);
    int wrong = 0;
    for (int p = 0; p < frames * PIXELS; p++) {
        const ap_uint<8 * CHANNELS> pixel = pixels.read();
        for (int c = 0; c < CHANNELS; c++) wrong += pixel(8 * c + 7, 8 * c) != byte_of(p * CHANNELS + c);
    }
    std::printf("%d channels: %d of %d bytes differ\n", CHANNELS, wrong, bytes);
    return wrong;
}

int main() {
    return differences<1, 49>(5) + differences<2, 9>(3) + differences<3, 35>(4) + differences<5, 13>(7)
                   + differences<63, 5>(3) + differences<64, 3>(4) + differences<65, 7>(3) + differences<127, 4>(5)
                   + differences<130, 3>(6) ==
               0
           ? 0
           : 1;
}
