// Every unit of the library alone, over a matrix of shapes and foldings, against a plain loop over single elements.
// Prints the number of elements compared; a difference is printed with its unit and ends the program with status 1.
#define AP_INT_MAX_W 4096

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "bnn/depthwise.h"
#include "bnn/label.h"
#include "bnn/mvtu.h"
#include "bnn/output.h"
#include "bnn/pad.h"
#include "bnn/parameters.h"
#include "bnn/pool.h"
#include "bnn/residual.h"
#include "bnn/shuffle.h"
#include "bnn/threshold.h"
#include "bnn/upsample.h"
#include "bnn/width.h"
#include "bnn/window.h"

static std::mt19937 random_source(1);
static long compared = 0;
static const int FRAMES = 2;

static int draw(int least, int most) { return least + static_cast<int>(random_source() % (most - least + 1)); }

static void same(const char* unit, long found, long expected) {
    compared++;
    if (found != expected) {
        std::printf("%s: element %ld is %ld, not %ld\n", unit, compared, found, expected);
        std::exit(1);
    }
}

using Values = std::vector<int>;

static Values values(int count, int bits) {
    Values drawn(count);
    for (int& value : drawn) value = draw(0, (1 << bits) - 1);
    return drawn;
}

// Elements of BITS in words of LANES, the first lowest.
template <int BITS, int LANES>
void send(hls::stream<ap_uint<BITS * LANES>>& stream, const Values& elements) {
    for (std::size_t i = 0; i < elements.size(); i += LANES) {
        ap_uint<BITS * LANES> word = 0;
        for (int lane = 0; lane < LANES; lane++) word(BITS * lane + BITS - 1, BITS * lane) = elements[i + lane];
        stream.write(word);
    }
}

template <int BITS, int LANES>
void expect(const char* unit, hls::stream<ap_uint<BITS * LANES>>& stream, const Values& elements) {
    for (std::size_t i = 0; i < elements.size(); i += LANES) {
        const ap_uint<BITS * LANES> word = stream.read();
        for (int lane = 0; lane < LANES; lane++) {
            same(unit, static_cast<long>(static_cast<unsigned>(word(BITS * lane + BITS - 1, BITS * lane))), elements[i + lane]);
        }
    }
    same(unit, stream.empty(), true);
}

template <int CHANNELS, int HEIGHT, int WIDTH, int KERNEL, int STRIDE>
void window_case() {
    hls::stream<ap_uint<CHANNELS>> in, out;
    const Values image = values(FRAMES * HEIGHT * WIDTH * CHANNELS, 1);
    Values expected;
    for (int f = 0; f < FRAMES; f++) {
        for (int y = 0; y + KERNEL <= HEIGHT; y += STRIDE) {
            for (int x = 0; x + KERNEL <= WIDTH; x += STRIDE) {
                for (int ky = 0; ky < KERNEL; ky++) {
                    for (int i = 0; i < KERNEL * CHANNELS; i++) {
                        expected.push_back(image[((f * HEIGHT + y + ky) * WIDTH + x) * CHANNELS + i]);
                    }
                }
            }
        }
    }
    static ap_uint<CHANNELS> ring[KERNEL + STRIDE][WIDTH];
    send<1, CHANNELS>(in, image);
    bnn::window<CHANNELS, HEIGHT, WIDTH, KERNEL, STRIDE>(in, out, ring, FRAMES);
    expect<1, CHANNELS>("window", out, expected);
}

// The channels of a group of all pixels under the kernel, and then those of the next group.
template <int CHANNELS, int HEIGHT, int WIDTH, int KERNEL, int STRIDE, int GROUPS>
void grouped_window_case() {
    const int PART = CHANNELS / GROUPS;
    hls::stream<ap_uint<CHANNELS>> in;
    hls::stream<ap_uint<PART>> out;
    const Values image = values(FRAMES * HEIGHT * WIDTH * CHANNELS, 1);
    Values expected;
    for (int f = 0; f < FRAMES; f++) {
        for (int y = 0; y + KERNEL <= HEIGHT; y += STRIDE) {
            for (int x = 0; x + KERNEL <= WIDTH; x += STRIDE) {
                for (int i = 0; i < GROUPS * KERNEL * KERNEL * PART; i++) {
                    const int tap = i / PART % (KERNEL * KERNEL);
                    const int pixel = (f * HEIGHT + y + tap / KERNEL) * WIDTH + x + tap % KERNEL;
                    expected.push_back(image[pixel * CHANNELS + i / PART / (KERNEL * KERNEL) * PART + i % PART]);
                }
            }
        }
    }
    static ap_uint<CHANNELS> ring[KERNEL + STRIDE][WIDTH];
    send<1, CHANNELS>(in, image);
    bnn::window<CHANNELS, HEIGHT, WIDTH, KERNEL, KERNEL, STRIDE, STRIDE, 1, 1, GROUPS>(in, out, ring, FRAMES);
    expect<1, PART>("window in groups", out, expected);
}

// Scores from a narrow range, so that many are equal, and from all that BITS hold.
template <int BITS, int CLASSES, int TOP, int LABEL_BITS>
void label_case() {
    for (int64_t most : {int64_t(0), int64_t(2), INT64_MAX >> (64 - BITS)}) {
        hls::stream<ap_uint<BITS>> in;
        hls::stream<ap_uint<LABEL_BITS>> out;
        Values expected;
        for (int f = 0; f < FRAMES; f++) {
            std::vector<int64_t> scores(CLASSES);
            for (int64_t& score : scores) {
                const uint64_t drawn = uint64_t(random_source()) << 32 | random_source();
                score = most > 2 ? int64_t(drawn) >> (64 - BITS) : int64_t(drawn % (2 * most + 1)) - most;
                in.write(ap_uint<BITS>(ap_int<BITS>(score)));
            }
            std::vector<bool> taken(CLASSES);
            for (int k = 0; k < TOP; k++) {
                int best = -1;
                for (int c = 0; c < CLASSES; c++) {
                    if (!taken[c] && (best < 0 || scores[c] > scores[best])) best = c;
                }
                taken[best] = true;
                expected.push_back(best);
            }
        }
        bnn::label_select<BITS, CLASSES, TOP, LABEL_BITS>(in, out, FRAMES);
        expect<LABEL_BITS, 1>("label select", out, expected);
    }
}

template <int CHANNELS, int HEIGHT, int WIDTH, int PAD, int BITS>
void pad_case(int value) {
    hls::stream<ap_uint<BITS * CHANNELS>> in, out;
    const Values image = values(FRAMES * HEIGHT * WIDTH * CHANNELS, BITS);
    Values expected;
    for (int f = 0; f < FRAMES; f++) {
        for (int y = -PAD; y < HEIGHT + PAD; y++) {
            for (int x = -PAD; x < WIDTH + PAD; x++) {
                const bool inside = y >= 0 && y < HEIGHT && x >= 0 && x < WIDTH;
                for (int c = 0; c < CHANNELS; c++) {
                    expected.push_back(inside ? image[((f * HEIGHT + y) * WIDTH + x) * CHANNELS + c] : value);
                }
            }
        }
    }
    send<BITS, CHANNELS>(in, image);
    bnn::pad<BITS * CHANNELS, HEIGHT, WIDTH, PAD>(in, out, bnn::border<BITS, CHANNELS>(value), FRAMES);
    expect<BITS, CHANNELS>("pad", out, expected);
}

template <int BITS, int CHANNELS, int HEIGHT, int WIDTH, int ROWS, int COLUMNS>
void upsample_case() {
    hls::stream<ap_uint<BITS * CHANNELS>> in, out, in_columns, out_columns;
    const Values image = values(FRAMES * HEIGHT * WIDTH * CHANNELS, BITS);
    Values repeated, columns;
    for (int f = 0; f < FRAMES; f++) {
        for (int y = 0; y < HEIGHT * ROWS; y++) {
            for (int x = 0; x < WIDTH * COLUMNS; x++) {
                for (int c = 0; c < CHANNELS; c++) {
                    const int value = image[((f * HEIGHT + y / ROWS) * WIDTH + x / COLUMNS) * CHANNELS + c];
                    repeated.push_back(value);
                    if (y % ROWS == 0) columns.push_back(value);
                }
            }
        }
    }
    ap_uint<BITS * CHANNELS> row[WIDTH];
    send<BITS, CHANNELS>(in, image);
    bnn::upsample<BITS * CHANNELS, HEIGHT, WIDTH, ROWS, COLUMNS>(in, out, row, FRAMES);
    expect<BITS, CHANNELS>("upsample", out, repeated);
    send<BITS, CHANNELS>(in_columns, image);
    bnn::upsample_columns<BITS * CHANNELS, HEIGHT * WIDTH, COLUMNS>(in_columns, out_columns, FRAMES);
    expect<BITS, CHANNELS>("upsample_columns", out_columns, columns);
}

template <int BITS, int CHANNELS, int GROUPS, int PIXELS>
void shuffle_case() {
    hls::stream<ap_uint<BITS * CHANNELS>> in, out;
    const int each = CHANNELS / GROUPS;
    const Values image = values(FRAMES * PIXELS * CHANNELS, BITS);
    Values shuffled;
    for (int pixel = 0; pixel < FRAMES * PIXELS; pixel++) {
        for (int j = 0; j < each; j++) {
            for (int group = 0; group < GROUPS; group++) {
                shuffled.push_back(image[pixel * CHANNELS + group * each + j]);
            }
        }
    }
    send<BITS, CHANNELS>(in, image);
    bnn::shuffle<BITS, CHANNELS, GROUPS, PIXELS>(in, out, FRAMES);
    expect<BITS, CHANNELS>("shuffle", out, shuffled);
}

// A flag a channel, as a unit wants them and one by one.
template <int CHANNELS>
struct Flags {
    bnn::Limb<CHANNELS> limbs[bnn::limbs(CHANNELS)];

    Flags() : limbs() {
        for (int c = 0; c < CHANNELS; c++) {
            const std::uint64_t flag = static_cast<std::uint64_t>(draw(0, 1)) << c % 64;
            limbs[c / 64] = static_cast<bnn::Limb<CHANNELS>>(limbs[c / 64] | flag);
        }
    }

    bool operator[](int c) const { return (limbs[c / 64] >> c % 64 & 1) != 0; }
};

template <int CHANNELS, int TAPS, int POSITIONS>
void pool_case() {
    hls::stream<ap_uint<CHANNELS>> in, out;
    const Values bits = values(FRAMES * POSITIONS * TAPS * CHANNELS, 1);
    const Flags<CHANNELS> all;
    Values expected;
    for (int p = 0; p < FRAMES * POSITIONS; p++) {
        for (int c = 0; c < CHANNELS; c++) {
            int ones = 0;
            for (int t = 0; t < TAPS; t++) ones += bits[(p * TAPS + t) * CHANNELS + c];
            expected.push_back(all[c] ? ones == TAPS : ones > 0);
        }
    }
    send<1, CHANNELS>(in, bits);
    bnn::pool<CHANNELS, TAPS, POSITIONS>(in, out, all.limbs, FRAMES);
    expect<1, CHANNELS>("pool", out, expected);
}

template <int BITS, int CHANNELS, int TAPS, int POSITIONS>
void pool_codes_case() {
    hls::stream<ap_uint<BITS * CHANNELS>> in, out;
    const Values codes = values(FRAMES * POSITIONS * TAPS * CHANNELS, BITS);
    const Flags<CHANNELS> least;
    Values expected;
    for (int p = 0; p < FRAMES * POSITIONS; p++) {
        for (int c = 0; c < CHANNELS; c++) {
            int best = codes[p * TAPS * CHANNELS + c];
            for (int t = 1; t < TAPS; t++) {
                const int code = codes[(p * TAPS + t) * CHANNELS + c];
                if (least[c] ? code < best : code > best) best = code;
            }
            expected.push_back(best);
        }
    }
    send<BITS, CHANNELS>(in, codes);
    bnn::pool_codes<BITS, CHANNELS, TAPS, POSITIONS>(in, out, least.limbs, FRAMES);
    expect<BITS, CHANNELS>("pool_codes", out, expected);
}

template <int BITS, int CHANNELS, int TAPS, int POSITIONS, int SUM_BITS, int OUT_BITS>
void sum_pool_case() {
    const int LEVELS = (1 << OUT_BITS) - 1, MOST = TAPS * ((1 << BITS) - 1);
    hls::stream<ap_uint<BITS * CHANNELS>> in;
    hls::stream<ap_uint<OUT_BITS * CHANNELS>> out;
    const Values codes = values(FRAMES * POSITIONS * TAPS * CHANNELS, BITS);
    const Flags<CHANNELS> minus;
    const int SHARED = bnn::shared(CHANNELS);
    static ap_uint<SUM_BITS> thresholds[bnn::elements(CHANNELS)][SHARED * LEVELS];
    for (auto& element : thresholds) {
        for (ap_uint<SUM_BITS>& t : element) t = draw(0, MOST + 1);
    }
    Values expected;
    for (int p = 0; p < FRAMES * POSITIONS; p++) {
        for (int c = 0; c < CHANNELS; c++) {
            int sum = 0;
            for (int t = 0; t < TAPS; t++) sum += codes[(p * TAPS + t) * CHANNELS + c];
            int reached = 0;
            for (int l = 0; l < LEVELS; l++) {
                if ((minus[c] ? MOST - sum : sum) >= static_cast<int>(thresholds[c / SHARED][c % SHARED * LEVELS + l])) reached++;
            }
            expected.push_back(reached);
        }
    }
    send<BITS, CHANNELS>(in, codes);
    bnn::sum_pool<BITS, CHANNELS, TAPS, POSITIONS, SUM_BITS, LEVELS, OUT_BITS>(in, out, minus.limbs, thresholds, FRAMES);
    expect<OUT_BITS, CHANNELS>("sum_pool", out, expected);
}

template <int BITS, int CHANNELS, int POSITIONS, int SUM_BITS, int OUT_BITS>
void residual_case() {
    const int LEVELS = (1 << OUT_BITS) - 1, MOST = 2 * ((1 << BITS) - 1);
    hls::stream<ap_uint<BITS * CHANNELS>> in, to_body, skip, from_body;
    hls::stream<ap_uint<OUT_BITS * CHANNELS>> out;
    const Values read = values(FRAMES * POSITIONS * CHANNELS, BITS), body = values(FRAMES * POSITIONS * CHANNELS, BITS);
    const Flags<CHANNELS> minus;
    const int SHARED = bnn::shared(CHANNELS);
    static ap_uint<SUM_BITS> thresholds[bnn::elements(CHANNELS)][SHARED * LEVELS];
    for (auto& element : thresholds) {
        for (ap_uint<SUM_BITS>& t : element) t = draw(0, MOST + 1);
    }
    Values expected;
    for (std::size_t i = 0; i < read.size(); i++) {
        const int c = static_cast<int>(i % CHANNELS), sum = read[i] + body[i];
        int reached = 0;
        for (int l = 0; l < LEVELS; l++) {
            if ((minus[c] ? MOST - sum : sum) >= static_cast<int>(thresholds[c / SHARED][c % SHARED * LEVELS + l])) reached++;
        }
        expected.push_back(reached);
    }
    send<BITS, CHANNELS>(in, read);
    bnn::fork<BITS * CHANNELS, POSITIONS>(in, to_body, skip, FRAMES);
    expect<BITS, CHANNELS>("fork", to_body, read);
    send<BITS, CHANNELS>(from_body, body);
    bnn::residual_add<BITS, CHANNELS, POSITIONS, SUM_BITS, LEVELS, OUT_BITS>(from_body, skip, out, minus.limbs, thresholds, FRAMES);
    expect<OUT_BITS, CHANNELS>("residual_add", out, expected);
}

template <int CHANNELS, int POSITIONS>
void threshold_case() {
    hls::stream<ap_uint<8 * CHANNELS>> in;
    hls::stream<ap_uint<CHANNELS>> out;
    Values bytes = values(FRAMES * POSITIONS * CHANNELS, 8);
    ap_uint<9> thresholds[CHANNELS];
    Values expected;
    for (int c = 0; c < CHANNELS; c++) thresholds[c] = c == 0 ? 0 : c == 1 ? 256 : draw(0, 256);
    for (std::size_t i = 0; i < bytes.size(); i++) {
        // Half of them lie on the threshold, which counts as reached.
        const int limit = static_cast<int>(thresholds[i % CHANNELS]);
        if (draw(0, 1) && limit < 256) bytes[i] = limit;
        expected.push_back(bytes[i] >= limit);
    }
    send<8, CHANNELS>(in, bytes);
    bnn::threshold<CHANNELS, POSITIONS>(in, out, thresholds, FRAMES);
    expect<1, CHANNELS>("threshold", out, expected);
}

template <int IN, int OUT, int TOTAL>
void width_case() {
    hls::stream<ap_uint<IN>> in;
    hls::stream<ap_uint<OUT>> out;
    const Values bits = values(FRAMES * TOTAL, 1);
    send<1, IN>(in, bits);
    bnn::width<IN, OUT, TOTAL>(in, out, FRAMES);
    expect<1, OUT>("width", out, bits);
}

// The weights of a unit as it wants them, and as rows of signs.
template <int ROWS, int COLUMNS, int PE, int SIMD>
struct Weights {
    bnn::Limb<SIMD> limbs[PE][ROWS / PE * (COLUMNS / SIMD)][bnn::limbs(SIMD)];
    int sign[ROWS][COLUMNS];

    Weights() : limbs() {
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                const int bit = draw(0, 1);
                const int lane = c % SIMD;
                const int tile = r / PE * (COLUMNS / SIMD) + c / SIMD;
                sign[r][c] = bit ? 1 : -1;
                bnn::Limb<SIMD>& limb = limbs[r % PE][tile][lane / 64];
                limb = static_cast<bnn::Limb<SIMD>>(limb | static_cast<std::uint64_t>(bit) << lane % 64);
            }
        }
    }

    // Matches where elements are bits, sums where they are bytes.
    int dot(int row, const int* x, int bits) const {
        int sum = 0;
        for (int c = 0; c < COLUMNS; c++) sum += bits == 1 ? (sign[row][c] > 0) == (x[c] == 1) : sign[row][c] * x[c];
        return sum;
    }
};

// Positions in the first row of a map are a class of their own.
struct TopRow {
    static int at(int y, int) { return y == 0 ? 0 : 1; }
};

template <typename Element, int ROWS, int COLUMNS, int PE, int SIMD, int ACCUMULATOR>
void mvtu_case() {
    const int HEIGHT = 2, WIDTH = 3;
    hls::stream<ap_uint<Element::BITS * SIMD>> in;
    hls::stream<ap_uint<PE>> out;
    static const Weights<ROWS, COLUMNS, PE, SIMD> weights;
    static ap_int<ACCUMULATOR> thresholds[PE][2 * (ROWS / PE)];
    const int most = Element::BITS == 1 ? COLUMNS : 100;
    for (int t = 0; t < 2 * ROWS; t++) thresholds[t % PE][t / PE] = draw(Element::BITS == 1 ? 0 : -most, most);
    const Values x = values(FRAMES * HEIGHT * WIDTH * COLUMNS, Element::BITS);
    Values expected;
    for (int p = 0; p < FRAMES * HEIGHT * WIDTH; p++) {
        const int position_class = TopRow::at(p / WIDTH % HEIGHT, 0);
        for (int r = 0; r < ROWS; r++) {
            const int limit = static_cast<int>(thresholds[r % PE][position_class * (ROWS / PE) + r / PE]);
            expected.push_back(weights.dot(r, &x[p * COLUMNS], Element::BITS) >= limit);
        }
    }
    send<Element::BITS, SIMD>(in, x);
    bnn::mvtu<Element, ROWS, COLUMNS, PE, SIMD, ACCUMULATOR, HEIGHT, WIDTH, 2, TopRow>(
        in, out, weights.limbs, thresholds, FRAMES);
    expect<1, PE>("mvtu", out, expected);
}

// With a vector for each group of rows.
template <typename Element, int ROWS, int COLUMNS, int PE, int SIMD, int ACCUMULATOR, int GROUPS>
void grouped_mvtu_case() {
    const int HEIGHT = 2, WIDTH = 3;
    hls::stream<ap_uint<Element::BITS * SIMD>> in;
    hls::stream<ap_uint<PE>> out;
    static const Weights<ROWS, COLUMNS, PE, SIMD> weights;
    static ap_int<ACCUMULATOR> thresholds[PE][2 * (ROWS / PE)];
    const int most = Element::BITS == 1 ? COLUMNS : 100;
    for (int t = 0; t < 2 * ROWS; t++) thresholds[t % PE][t / PE] = draw(Element::BITS == 1 ? 0 : -most, most);
    const Values x = values(FRAMES * HEIGHT * WIDTH * GROUPS * COLUMNS, Element::BITS);
    Values expected;
    for (int p = 0; p < FRAMES * HEIGHT * WIDTH; p++) {
        const int position_class = TopRow::at(p / WIDTH % HEIGHT, 0);
        for (int r = 0; r < ROWS; r++) {
            const int limit = static_cast<int>(thresholds[r % PE][position_class * (ROWS / PE) + r / PE]);
            const int vector = p * GROUPS + r / (ROWS / GROUPS);
            expected.push_back(weights.dot(r, &x[vector * COLUMNS], Element::BITS) >= limit);
        }
    }
    send<Element::BITS, SIMD>(in, x);
    bnn::mvtu<Element, ROWS, COLUMNS, PE, SIMD, ACCUMULATOR, HEIGHT, WIDTH, 2, TopRow, GROUPS>(
        in, out, weights.limbs, thresholds, FRAMES);
    expect<1, PE>("mvtu in groups", out, expected);
}

// Weights of several bits, as a unit wants them and as integers.
template <int BITS, int ROWS, int COLUMNS, int PE, int SIMD>
struct Integers {
    bnn::Limb<BITS * SIMD> limbs[PE][ROWS / PE * (COLUMNS / SIMD)][bnn::limbs(BITS * SIMD)];
    int value[ROWS][COLUMNS];

    Integers() : limbs() {
        const int most = (1 << (BITS - 1)) - 1;
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                value[r][c] = BITS == 1 ? 2 * draw(0, 1) - 1 : draw(-most, most);
                const unsigned code = BITS == 1 ? value[r][c] > 0 : static_cast<unsigned>(value[r][c]);
                const int tile = r / PE * (COLUMNS / SIMD) + c / SIMD;
                for (int b = 0; b < BITS; b++) {
                    const int at = c % SIMD * BITS + b;
                    bnn::Limb<BITS * SIMD>& limb = limbs[r % PE][tile][at / 64];
                    limb = static_cast<bnn::Limb<BITS * SIMD>>(limb | static_cast<std::uint64_t>(code >> b & 1) << at % 64);
                }
            }
        }
    }
};

// A bit stands for -1 or +1, several bits for a code.
template <typename Element, int ROWS, int COLUMNS, int PE, int SIMD, int ACCUMULATOR, int LEVELS>
void levels_case() {
    const int HEIGHT = 2, WIDTH = 2, OUT = bnn::code_bits(LEVELS);
    hls::stream<ap_uint<Element::BITS * SIMD>> in;
    hls::stream<ap_uint<PE * OUT>> out;
    static const Integers<Element::WEIGHT_BITS, ROWS, COLUMNS, PE, SIMD> weights;
    static ap_int<ACCUMULATOR> thresholds[PE][2 * (ROWS / PE)][LEVELS];
    for (int t = 0; t < 2 * ROWS; t++) {
        int least = draw(-40, 0);
        for (int l = 0; l < LEVELS; l++) thresholds[t % PE][t / PE][l] = least += draw(0, 15);
    }
    const Values x = values(FRAMES * HEIGHT * WIDTH * COLUMNS, Element::BITS);
    Values expected;
    for (int p = 0; p < FRAMES * HEIGHT * WIDTH; p++) {
        const int position_class = TopRow::at(p / WIDTH % HEIGHT, 0);
        for (int r = 0; r < ROWS; r++) {
            int sum = 0;
            for (int c = 0; c < COLUMNS; c++) {
                const int element = x[p * COLUMNS + c];
                sum += weights.value[r][c] * (Element::BITS == 1 ? 2 * element - 1 : element);
            }
            int code = 0;
            for (int l = 0; l < LEVELS; l++) {
                code += sum >= static_cast<int>(thresholds[r % PE][position_class * (ROWS / PE) + r / PE][l]);
            }
            expected.push_back(code);
        }
    }
    send<Element::BITS, SIMD>(in, x);
    bnn::mvtu_levels<Element, ROWS, COLUMNS, PE, SIMD, ACCUMULATOR, HEIGHT, WIDTH, 2, TopRow, LEVELS>(
        in, out, weights.limbs, thresholds, FRAMES);
    expect<OUT, PE>("mvtu_levels", out, expected);
}

template <typename Element, int LEVELS>
void level_foldings() {
    levels_case<Element, 4, 6, 1, 1, 20, LEVELS>();
    levels_case<Element, 4, 6, 2, 3, 20, LEVELS>();
    levels_case<Element, 4, 6, 4, 6, 20, LEVELS>();
    levels_case<Element, 2, 78, 1, 39, 24, LEVELS>();
}

// What a channel's window gives: matches of bits with signs, else the sum of products. Pixels are [position][tap][channel].
template <typename Element, int CHANNELS, int TAPS, int PE>
int channel_sum(const Integers<Element::WEIGHT_BITS, CHANNELS, TAPS, PE, 1>& weights, const Values& x, int position, int channel) {
    int sum = 0;
    for (int tap = 0; tap < TAPS; tap++) {
        const int element = x[(position * TAPS + tap) * CHANNELS + channel];
        const int weight = weights.value[channel][tap];
        if (Element::BITS == 1 && Element::WEIGHT_BITS == 1) {
            sum += (weight > 0) == (element == 1);
        } else {
            sum += weight * (Element::BITS == 1 ? 2 * element - 1 : element);
        }
    }
    return sum;
}

template <typename Element, int CHANNELS, int TAPS, int PE, int ACCUMULATOR>
void depthwise_case() {
    const int HEIGHT = 2, WIDTH = 3;
    const bool COUNTS = Element::BITS == 1 && Element::WEIGHT_BITS == 1;
    hls::stream<ap_uint<Element::BITS * CHANNELS>> in;
    hls::stream<ap_uint<PE>> out;
    static const Integers<Element::WEIGHT_BITS, CHANNELS, TAPS, PE, 1> weights;
    static ap_int<ACCUMULATOR> thresholds[PE][2 * (CHANNELS / PE)];
    for (int t = 0; t < 2 * CHANNELS; t++) thresholds[t % PE][t / PE] = COUNTS ? draw(0, TAPS) : draw(-30, 30);
    const Values x = values(FRAMES * HEIGHT * WIDTH * TAPS * CHANNELS, Element::BITS);
    Values expected;
    for (int p = 0; p < FRAMES * HEIGHT * WIDTH; p++) {
        const int position_class = TopRow::at(p / WIDTH % HEIGHT, 0);
        for (int c = 0; c < CHANNELS; c++) {
            const int limit = static_cast<int>(thresholds[c % PE][position_class * (CHANNELS / PE) + c / PE]);
            expected.push_back(channel_sum<Element, CHANNELS, TAPS, PE>(weights, x, p, c) >= limit);
        }
    }
    send<Element::BITS, CHANNELS>(in, x);
    bnn::depthwise<Element, CHANNELS, TAPS, PE, ACCUMULATOR, HEIGHT, WIDTH, 2, TopRow>(
        in, out, weights.limbs, thresholds, FRAMES);
    expect<1, PE>("depthwise", out, expected);
}

template <typename Element, int CHANNELS, int TAPS, int PE, int ACCUMULATOR, int LEVELS>
void depthwise_levels_case() {
    const int HEIGHT = 3, WIDTH = 2, OUT = bnn::code_bits(LEVELS);
    hls::stream<ap_uint<Element::BITS * CHANNELS>> in;
    hls::stream<ap_uint<PE * OUT>> out;
    static const Integers<Element::WEIGHT_BITS, CHANNELS, TAPS, PE, 1> weights;
    static ap_int<ACCUMULATOR> thresholds[PE][2 * (CHANNELS / PE)][LEVELS];
    for (int t = 0; t < 2 * CHANNELS; t++) {
        int least = draw(-20, 4);
        for (int l = 0; l < LEVELS; l++) thresholds[t % PE][t / PE][l] = least += draw(0, 5);
    }
    const Values x = values(FRAMES * HEIGHT * WIDTH * TAPS * CHANNELS, Element::BITS);
    Values expected;
    for (int p = 0; p < FRAMES * HEIGHT * WIDTH; p++) {
        const int position_class = TopRow::at(p / WIDTH % HEIGHT, 0);
        for (int c = 0; c < CHANNELS; c++) {
            const int sum = channel_sum<Element, CHANNELS, TAPS, PE>(weights, x, p, c);
            int code = 0;
            for (int l = 0; l < LEVELS; l++) {
                code += sum >= static_cast<int>(thresholds[c % PE][position_class * (CHANNELS / PE) + c / PE][l]);
            }
            expected.push_back(code);
        }
    }
    send<Element::BITS, CHANNELS>(in, x);
    bnn::depthwise_levels<Element, CHANNELS, TAPS, PE, ACCUMULATOR, HEIGHT, WIDTH, 2, TopRow, LEVELS>(
        in, out, weights.limbs, thresholds, FRAMES);
    expect<OUT, PE>("depthwise_levels", out, expected);
}

template <typename Element>
void channel_foldings() {
    depthwise_case<Element, 1, 9, 1, 20>();
    depthwise_case<Element, 6, 1, 3, 20>();
    depthwise_case<Element, 6, 4, 1, 20>();
    depthwise_case<Element, 12, 9, 4, 20>();
    depthwise_case<Element, 66, 9, 33, 20>();
    depthwise_case<Element, 65, 25, 65, 20>();
    if (Element::BITS < 3) depthwise_case<Element, Element::BITS < 3 ? 1100 : 1, 2, Element::BITS < 3 ? 550 : 1, 20>();
    depthwise_levels_case<Element, 4, 9, 1, 20, 3>();
    depthwise_levels_case<Element, 66, 4, 22, 20, 7>();
    depthwise_levels_case<Element, 3, 9, 3, 20, 15>();
}

template <typename Element, int ROWS, int COLUMNS, int PE, int SIMD>
void scores_case() {
    const int SCORE = 16;
    hls::stream<ap_uint<Element::BITS * SIMD>> in;
    hls::stream<ap_uint<PE * SCORE>> out;
    hls::stream<ap_uint<SCORE>> single;
    hls::stream<ap_axiu<SCORE, 1, 1, 1>> bus;
    static const Weights<ROWS, COLUMNS, PE, SIMD> weights;
    static ap_int<SCORE> multipliers[PE][ROWS / PE], addends[PE][ROWS / PE];
    for (int r = 0; r < ROWS; r++) {
        multipliers[r % PE][r / PE] = draw(0, 1) ? 2 : -2;
        addends[r % PE][r / PE] = draw(-50, 50);
    }
    const Values x = values(FRAMES * COLUMNS, Element::BITS);
    send<Element::BITS, SIMD>(in, x);
    bnn::scores<Element, ROWS, COLUMNS, PE, SIMD, 15, SCORE>(in, out, weights.limbs, multipliers, addends, FRAMES);
    bnn::width<PE * SCORE, SCORE, ROWS * SCORE>(out, single, FRAMES);
    bnn::output<SCORE, ROWS>(single, bus, FRAMES);
    for (int i = 0; i < FRAMES * ROWS; i++) {
        const int r = i % ROWS;
        const ap_axiu<SCORE, 1, 1, 1> word = bus.read();
        ap_int<SCORE> score = 0;
        score(SCORE - 1, 0) = word.data;
        const int sum = weights.dot(r, &x[i / ROWS * COLUMNS], Element::BITS);
        same("scores", static_cast<int>(score), static_cast<int>(multipliers[r % PE][r / PE]) * sum
                 + static_cast<int>(addends[r % PE][r / PE]));
        same("output", static_cast<int>(word.last), i == FRAMES * ROWS - 1);
    }
    same("output", bus.empty(), true);
}

template <typename Element, int ROWS, int COLUMNS, int ACCUMULATOR>
void foldings() {
    mvtu_case<Element, ROWS, COLUMNS, 1, 1, ACCUMULATOR>();
    mvtu_case<Element, ROWS, COLUMNS, 1, COLUMNS, ACCUMULATOR>();
    mvtu_case<Element, ROWS, COLUMNS, ROWS, 1, ACCUMULATOR>();
    mvtu_case<Element, ROWS, COLUMNS, ROWS / 2, COLUMNS / 3, ACCUMULATOR>();
    mvtu_case<Element, ROWS, COLUMNS, ROWS, COLUMNS, ACCUMULATOR>();
}

// Memories from a file in words of BYTES bytes; damage is xored to the byte at that place.
template <int BYTES>
void parameters_case(int place, int damage, bnn::LoadStatus expected) {
    // The elements are "123456789", whose CRC-32 is cbf43926.
    unsigned char file[33 + BYTES] = {'B', 'N', 'N', 'P', 1, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1, 9, 0, 0, 0,
                                      0x26, 0x39, 0xf4, 0xcb, '1', '2', '3', '4', '5', '6', '7', '8', '9'};
    file[place] ^= damage;
    hls::stream<ap_uint<8 * BYTES>> in;
    for (int i = 0; i < 33; i += BYTES) {
        ap_uint<8 * BYTES> word = 0;
        for (int b = 0; b < BYTES; b++) word(8 * b + 7, 8 * b) = file[i + b];
        in.write(word);
    }
    std::uint8_t flat[2] = {0, 0};
    ap_int<12> square[1][2] = {{0, 0}};
    bool cube[3][1][1] = {{{true}}, {{true}}, {{true}}};
    bnn::ParameterReader<BYTES> reader(in, 0x0102030405060708ull);
    bnn::fill<8>(reader, flat);
    bnn::fill<12>(reader, square);
    bnn::fill<1>(reader, cube);
    same("parameters", reader.status(), expected);
    same("parameters", in.empty(), true);
    const bool ours = expected != bnn::OTHER_STRUCTURE;
    if (expected == bnn::DAMAGED) return;
    same("parameters", flat[0], ours ? '1' : 0);
    same("parameters", flat[1], ours ? '2' : 0);
    same("parameters", static_cast<long>(square[0][0]), ours ? 0x433 : 0);
    same("parameters", static_cast<long>(square[0][1]), ours ? 0x635 : 0);
    same("parameters", cube[0][0][0], true);
    same("parameters", cube[1][0][0], !ours);
    same("parameters", cube[2][0][0], true);
}

template <int BYTES>
void parameters_cases() {
    parameters_case<BYTES>(0, 0, bnn::LOADED);
    for (int place = 0; place < 16; place++) parameters_case<BYTES>(place, 0x80, bnn::OTHER_STRUCTURE);
    for (int place = 20; place < 33; place++) parameters_case<BYTES>(place, 1, bnn::DAMAGED);
}

int main() {
    grouped_window_case<4, 5, 7, 3, 1, 2>();
    grouped_window_case<6, 6, 6, 2, 2, 6>();
    grouped_window_case<130, 4, 5, 3, 2, 2>();
    grouped_mvtu_case<bnn::Binary, 8, 12, 1, 1, 6, 2>();
    grouped_mvtu_case<bnn::Binary, 12, 9, 2, 3, 6, 3>();
    grouped_mvtu_case<bnn::Bytes, 8, 6, 2, 6, 14, 4>();
    window_case<1, 3, 3, 3, 1>();
    window_case<3, 5, 7, 3, 1>();
    window_case<8, 6, 6, 2, 2>();
    window_case<64, 7, 5, 3, 2>();
    window_case<65, 4, 4, 1, 1>();
    window_case<2, 9, 8, 5, 3>();
    window_case<1, 1, 1, 1, 1>();
    window_case<1, 9, 1, 1, 4>();
    window_case<1, 8, 9, 2, 5>();
    pad_case<1, 1, 1, 1, 1>(1);
    pad_case<3, 4, 5, 2, 8>(127);
    pad_case<65, 3, 2, 1, 1>(0);
    upsample_case<1, 1, 1, 1, 1, 1>();
    upsample_case<1, 3, 2, 3, 2, 2>();
    upsample_case<2, 65, 3, 1, 3, 4>();
    upsample_case<3, 2, 1, 4, 1, 5>();
    upsample_case<1, 130, 4, 2, 5, 1>();

    shuffle_case<1, 1, 1, 1>();
    shuffle_case<1, 6, 2, 4>();
    shuffle_case<1, 6, 3, 1>();
    shuffle_case<2, 12, 4, 3>();
    shuffle_case<3, 130, 13, 2>();
    shuffle_case<1, 128, 128, 2>();
    pool_case<1, 1, 1>();
    pool_case<3, 4, 5>();
    pool_case<64, 9, 2>();
    pool_case<130, 16, 1>();
    pool_case<1025, 4, 1>();
    pool_codes_case<2, 3, 4, 5>();
    pool_codes_case<3, 65, 9, 2>();
    pool_codes_case<8, 1, 1, 4>();
    sum_pool_case<1, 1, 1, 6, 2, 1>();
    sum_pool_case<1, 65, 9, 3, 4, 1>();
    sum_pool_case<1, 6, 16, 4, 5, 3>();
    sum_pool_case<2, 5, 4, 4, 4, 2>();
    sum_pool_case<4, 33, 49, 2, 10, 1>();
    sum_pool_case<2, 1024, 2, 1, 3, 1>();
    sum_pool_case<2, 1025, 4, 1, 4, 2>();
    sum_pool_case<1, 3073, 2, 1, 2, 1>();
    residual_case<1, 1, 6, 2, 1>();
    residual_case<1, 65, 3, 2, 1>();
    residual_case<2, 5, 4, 3, 2>();
    residual_case<3, 33, 5, 4, 1>();
    residual_case<8, 2, 7, 9, 3>();
    residual_case<2, 1300, 2, 3, 2>();
    threshold_case<1, 6>();
    threshold_case<3, 10>();
    threshold_case<16, 3>();
    width_case<1, 8, 24>();
    width_case<8, 1, 24>();
    width_case<4, 6, 24>();
    width_case<6, 4, 24>();
    width_case<64, 192, 576>();
    width_case<130, 65, 260>();
    width_case<65, 26, 130>();
    width_case<7, 7, 14>();
    width_case<2040, 1530, 6120>();
    foldings<bnn::Binary, 4, 6, 5>();
    foldings<bnn::Binary, 2, 192, 10>();
    foldings<bnn::Binary, 6, 390, 11>();
    foldings<bnn::Bytes, 4, 27, 15>();
    foldings<bnn::Bytes, 8, 3, 12>();
    level_foldings<bnn::Codes<2>, 1>();
    level_foldings<bnn::Codes<4>, 3>();
    level_foldings<bnn::Signs<2>, 3>();
    level_foldings<bnn::Signs<8>, 7>();
    level_foldings<bnn::Products<2, 2>, 3>();
    level_foldings<bnn::Products<3, 5>, 15>();
    level_foldings<bnn::Products<8, 8>, 1>();
    channel_foldings<bnn::Binary>();
    channel_foldings<bnn::Bytes>();
    channel_foldings<bnn::Codes<2>>();
    channel_foldings<bnn::Signs<2>>();
    channel_foldings<bnn::Signs<8>>();
    channel_foldings<bnn::Products<3, 4>>();
    channel_foldings<bnn::Products<8, 2>>();
    scores_case<bnn::Binary, 10, 12, 1, 1>();
    scores_case<bnn::Binary, 10, 12, 5, 4>();
    scores_case<bnn::Binary, 10, 130, 10, 130>();
    scores_case<bnn::Bytes, 4, 6, 2, 3>();
    label_case<8, 2, 1, 8>();
    label_case<8, 2, 2, 8>();
    label_case<16, 10, 1, 8>();
    label_case<16, 10, 5, 8>();
    label_case<32, 10, 10, 8>();
    label_case<64, 10, 3, 8>();
    label_case<64, 1, 1, 8>();
    label_case<8, 128, 128, 8>();
    label_case<16, 1000, 5, 16>();
    parameters_cases<1>();
    parameters_cases<2>();
    parameters_cases<3>();
    parameters_cases<4>();
    parameters_cases<11>();
    parameters_cases<40>();
    std::printf("%ld elements compared\n", compared);
    return 0;
}
