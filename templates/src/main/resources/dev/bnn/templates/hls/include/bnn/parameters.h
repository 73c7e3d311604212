// Loads parameters at run time: fills the memories of the units from a stream of bytes.
//
// The stream is a whole parameter file: a header of 24 bytes (BNNP, version, structure,
// length, CRC-32), then the elements of each memory in turn, each in whole bytes with the lowest first.
#ifndef BNN_PARAMETERS_H
#define BNN_PARAMETERS_H

#include <ap_axi_sdata.h>
#include <ap_int.h>
#include <hls_stream.h>

#include "pipeline.h"

namespace bnn {

enum LoadStatus { LOADED = 0, OTHER_STRUCTURE = 1, DAMAGED = 2 };

// Reads the file, BYTES bytes per word. If the file is for another structure, it reads as many bytes and writes nothing.
template <int BYTES>
struct ParameterReader {
    hls::stream<ap_uint<8 * BYTES>>& in;
    ap_uint<8 * BYTES> word;
    int at;
    ap_uint<32> crc;
    ap_uint<32> expected;
    bool ours;

    ParameterReader(hls::stream<ap_uint<8 * BYTES>>& stream, unsigned long long structure)
        : in(stream), word(0), at(BYTES), crc(0), expected(0), ours(false) {
#pragma HLS inline
        const ap_uint<64> first = (1ull << 32) | 0x504e4e42u;
        const ap_uint<64> start = value<64>(), of = value<64>();
        value<32>();
        expected = value<32>();
        ours = start == first && of == ap_uint<64>(structure);
        crc = 0xffffffffu;
    }

    ap_uint<8> byte() {
#pragma HLS inline
        if (at == BYTES) {
            word = in.read();
            at = 0;
        }
        const ap_uint<8> value = word(8 * at + 7, 8 * at);
        at++;
        ap_uint<32> sum = crc ^ ap_uint<32>(value);
    bit:
        for (int i = 0; i < 8; i++) {
#pragma HLS unroll
            sum = (sum >> 1) ^ (sum[0] ? 0xedb88320u : 0u);
        }
        crc = sum;
        return value;
    }

    template <int BITS>
    ap_uint<BITS> value() {
#pragma HLS inline
        const int bytes = (BITS + 7) / 8;
        ap_uint<8 * bytes> value = 0;
    byte:
        for (int i = 0; i < bytes; i++) {
            value(8 * i + 7, 8 * i) = byte();
        }
        return value;
    }

    LoadStatus status() const {
#pragma HLS inline
        return !ours ? OTHER_STRUCTURE : crc == ap_uint<32>(~expected) ? LOADED : DAMAGED;
    }
};

// Fills a memory of one, two or three dimensions with elements of BITS bits.
template <int BITS, typename Reader, typename Word, int N>
void fill(Reader& reader, Word (&memory)[N]) {
#pragma HLS inline
first:
    for (int i = 0; i < N; i++) {
        const ap_uint<BITS> value = reader.template value<BITS>();
        if (reader.ours) memory[i] = static_cast<Word>(value);
    }
}

template <int BITS, typename Reader, typename Word, int N, int M>
void fill(Reader& reader, Word (&memory)[N][M]) {
#pragma HLS inline
first:
    for (int i = 0; i < N; i++) {
    second:
        for (int j = 0; j < M; j++) {
            const ap_uint<BITS> value = reader.template value<BITS>();
            if (reader.ours) memory[i][j] = static_cast<Word>(value);
        }
    }
}

template <int BITS, typename Reader, typename Word, int N, int M, int K>
void fill(Reader& reader, Word (&memory)[N][M][K]) {
#pragma HLS inline
first:
    for (int i = 0; i < N; i++) {
    second:
        for (int j = 0; j < M; j++) {
        third:
            for (int k = 0; k < K; k++) {
                const ap_uint<BITS> value = reader.template value<BITS>();
                if (reader.ours) memory[i][j][k] = static_cast<Word>(value);
            }
        }
    }
}

// The answer to a load: one word, which ends the transfer.
template <int BITS>
void answer(hls::stream<ap_axiu<BITS, 1, 1, 1>>& out, LoadStatus status) {
#pragma HLS inline
    ap_axiu<BITS, 1, 1, 1> word;
    word.data = static_cast<int>(status);
    word.keep = -1;
    word.strb = -1;
    word.user = 0;
    word.last = 1;
    word.id = 0;
    word.dest = 0;
    out.write(word);
}

}  // namespace bnn

#endif
