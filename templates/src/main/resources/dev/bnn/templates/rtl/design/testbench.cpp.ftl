// Runs the golden images through the Verilog design in Verilator and compares every [#if d.answer.labels]label[#else]score[/#if] with the golden model's.
//
//     testbench [FIRST COUNT] [+starts=N] [+offer=FILE] [+accept=FILE] [+trace]
//
// reads images.hex (an image a line, two digits a byte, in stream order) and [=d.answer.file] (the [#if d.answer.labels]labels[#else]scores[/#if] of an image a line) of
// the folder tb, and runs in the folder mem, where the design's memories are. COUNT images from number FIRST on go through, in N starts.
// A file of offer has a digit a cycle, over and over: in cycles with 1 the next word of an image may appear; accept says likewise when a
// word of the answer is taken. With +trace it prints each word of each stream, and when: "word STREAM TIME HEX"; "reset TIME" is the first
// cycle without reset, "begin TIME" is cycle 0 of a start. It ends with 0 if and only if no bit differs, every answer ends where it should, and the bus keeps its rules.
// Generated from [=d.source.inline]; changes here are lost.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "Vdesign.h"
#include "verilated.h"

static const int PIXELS = [=d.pixels], PIXEL_BYTES = [=d.pixelBits] / 8, WORDS = [=d.answer.words], BITS = [=d.answer.bits], SHOWN = 10;
// A design that gives no word for so long has stopped.
static const uint64_t PATIENCE = [=d.patience]ull;

struct Golden {
    std::vector<unsigned char> image;
    std::vector<long long> answer;
};

static int nibble(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

static std::vector<Golden> load(int first, int count) {
    std::ifstream images("../tb/images.hex"), answers("../tb/[=d.answer.file]");
    std::vector<Golden> goldens;
    std::string line, row;
    for (int i = 0; i < first + count && std::getline(images, line) && std::getline(answers, row); i++) {
        if (i < first) continue;
        Golden golden;
        for (size_t k = 0; k + 1 < line.size(); k += 2)
            golden.image.push_back(static_cast<unsigned char>(16 * nibble(line[k]) + nibble(line[k + 1])));
        std::istringstream words(row);
        for (long long word; words >> word;) golden.answer.push_back(word);
        if (golden.image.size() != size_t(PIXELS) * PIXEL_BYTES || golden.answer.size() != size_t(WORDS)) {
            std::printf("line %d of images.hex or [=d.answer.file] is not of this network\n", i + 1);
            std::exit(2);
        }
        goldens.push_back(golden);
    }
    return goldens;
}

// Cycles in which something is allowed: a digit a cycle, over and over.
struct Pattern {
    std::string digits = "1";

    void read(const char* file) {
        std::ifstream in(file);
        digits.clear();
        if (!(in >> digits)) {
            std::printf("no digits in %s\n", file);
            std::exit(2);
        }
    }
    bool at(uint64_t cycle) const { return digits[cycle % digits.size()] == '1'; }
};

// A port of up to 64 bits, or of 32 bit words.
template <typename Port>
static void put(Port& port, const unsigned char* bytes, int count) {
    if constexpr (sizeof(Port) <= 8) {
        uint64_t value = 0;
        for (int i = 0; i < count; i++) value |= uint64_t(bytes[i]) << 8 * i;
        port = static_cast<Port>(value);
    } else {
        for (int i = 0; i < count; i += 4) {
            uint32_t value = 0;
            for (int k = 0; k < 4 && i + k < count; k++) value |= uint32_t(bytes[i + k]) << 8 * k;
            port[i / 4] = value;
        }
    }
}

class Bench {
    std::unique_ptr<VerilatedContext> context;
    std::unique_ptr<Vdesign> d;
    uint64_t cycle = 0;
    Pattern offer, accept;
    bool traces = false;
    long long differing = 0;
    int shown = 0;

    // The first half of a cycle: what follows from the inputs.
    void settle() {
        d->ap_clk = 0;
        d->eval();
    }
    // The second: the clock's edge.
    void edge() {
        context->time(cycle++);
        d->ap_clk = 1;
        d->eval();
    }
    void tick() {
        settle();
        edge();
    }
    void fail(const char* what) {
        std::printf("cycle %llu: %s\n", static_cast<unsigned long long>(cycle), what);
        differing++;
    }

public:
    Bench(int argc, char** argv) : context(new VerilatedContext) {
        context->commandArgs(argc, argv);
        for (int i = 1; i < argc; i++) {
            if (!std::strncmp(argv[i], "+offer=", 7)) offer.read(argv[i] + 7);
            if (!std::strncmp(argv[i], "+accept=", 8)) accept.read(argv[i] + 8);
            traces |= !std::strcmp(argv[i], "+trace");
        }
        d.reset(new Vdesign(context.get()));
        d->ap_rst_n = 0;
        d->in_r_TVALID = 0;
        d->out_r_TREADY = 0;
        d->s_axi_control_AWVALID = 0;
        d->s_axi_control_WVALID = 0;
        d->s_axi_control_ARVALID = 0;
        d->s_axi_control_BREADY = 1;
        d->s_axi_control_RREADY = 1;
        for (int i = 0; i < 4; i++) tick();
        d->ap_rst_n = 1;
        // The design registers the reset.
        tick();
        std::printf("reset %llu\n", static_cast<unsigned long long>(cycle));
        tick();
    }
    ~Bench() { d->final(); }

    void write(int address, uint32_t value) {
        d->s_axi_control_AWADDR = static_cast<CData>(address);
        d->s_axi_control_AWVALID = 1;
        d->s_axi_control_WDATA = value;
        d->s_axi_control_WSTRB = 15;
        d->s_axi_control_WVALID = 1;
        bool taken = false;
        while (!taken) {
            settle();
            taken = d->s_axi_control_AWREADY && d->s_axi_control_WREADY;
            edge();
        }
        d->s_axi_control_AWVALID = 0;
        d->s_axi_control_WVALID = 0;
    }
    uint32_t read(int address) {
        d->s_axi_control_ARADDR = static_cast<CData>(address);
        d->s_axi_control_ARVALID = 1;
        bool taken = false;
        while (!taken) {
            settle();
            taken = d->s_axi_control_ARREADY;
            edge();
        }
        d->s_axi_control_ARVALID = 0;
        settle();
        while (!d->s_axi_control_RVALID) tick();
        const uint32_t value = d->s_axi_control_RDATA;
        edge();
        return value;
    }

[#if d.loading??]
    // Sends the file of parameters through the port of the images; returns what the design answers.
    int load_parameters() {
        std::ifstream file("../tb/parameters.bin", std::ios::binary);
        std::vector<unsigned char> bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        write(0x18, 1);
        write(0x00, 1);
        d->out_r_TREADY = 1;
        int status = -1;
        for (size_t at = 0; status < 0 && cycle < PATIENCE + 64 * bytes.size();) {
            d->in_r_TVALID = at < bytes.size();
            if (at < bytes.size()) put(d->in_r_TDATA, &bytes[at], PIXEL_BYTES);
            settle();
            if (at < bytes.size() && d->in_r_TREADY) at += PIXEL_BYTES;
            if (d->out_r_TVALID) status = d->out_r_TLAST ? static_cast<int>(d->out_r_TDATA) : 3;
            edge();
        }
        d->in_r_TVALID = 0;
        d->out_r_TREADY = 0;
        // The loader is idle, then the pipeline leaves its reset.
        std::printf("reset %llu\n", static_cast<unsigned long long>(cycle + 1));
        tick();
        tick();
        write(0x18, 0);
        if ((read(0x00) & 0x0f) != 0x0e) fail("the block does not say that it has loaded parameters");
        return status;
    }

[/#if]
    // One start for that number of images.
    void run(const Golden* goldens, int from, int frames) {
        write(0x10, uint32_t(frames));
        write(0x00, 1);
        // The register of the start, then the gate opens.
        const uint64_t begin = cycle + 1;
        std::printf("begin %llu\n", static_cast<unsigned long long>(begin));
        int in_frame = 0, in_pixel = 0, out_frame = 0, out_word = 0;
        bool offered = false, held = false;
        uint64_t held_data = 0, last_word = cycle;
        while (out_frame < frames) {
            if (cycle - last_word > PATIENCE) {
                fail("no word for too long");
                return;
            }
            const bool begun = cycle >= begin;
            offered = begun && in_frame < frames && (offered || offer.at(cycle - begin));
            d->in_r_TVALID = offered;
            if (offered) put(d->in_r_TDATA, &goldens[in_frame].image[size_t(in_pixel) * PIXEL_BYTES], PIXEL_BYTES);
            d->out_r_TREADY = begun && accept.at(cycle - begin);
            settle();
            if (offered && d->in_r_TREADY) {
                offered = false;
                if (++in_pixel == PIXELS) {
                    in_pixel = 0;
                    in_frame++;
                }
            }
            const uint64_t data = d->out_r_TDATA;
            if (held && (!d->out_r_TVALID || data != held_data)) fail("a word that was not taken has changed");
            held = d->out_r_TVALID && !d->out_r_TREADY;
            held_data = data;
            if (d->out_r_TVALID && d->out_r_TREADY) {
                const bool last = out_frame == frames - 1 && out_word == WORDS - 1;
                compare(goldens[out_frame], from + out_frame, out_word, data, last);
                last_word = cycle;
                if (++out_word == WORDS) {
                    out_word = 0;
                    if (++out_frame % 8 == 0) report(from + out_frame);
                }
            }
            edge();
        }
        d->in_r_TVALID = 0;
        report(from + frames);
        // Nothing more comes out, and the block is done and idle.
        for (int i = 0; i < 4; i++) {
            settle();
            if (d->out_r_TVALID) fail("a word too many");
            edge();
        }
        if ((read(0x00) & 0x0f) != 0x0e) fail("the block does not say that it is done and idle");
        if ((read(0x00) & 0x0f) != 0x04) fail("reading does not clear done");
    }
    void report(int done) {
        std::printf("compared: %d\n", done);
        std::fflush(stdout);
    }
    void compare(const Golden& golden, int image, int word, uint64_t data, bool last) {
        const long long found = static_cast<long long>(data << (64 - BITS)) >> (64 - BITS);
        const long long expected = golden.answer[size_t(word)];
        if (traces) std::printf("answer %llu %lld\n", static_cast<unsigned long long>(cycle), found);
        const bool misplaced = bool(d->out_r_TLAST) != last;
        int bits = misplaced;
        for (int b = 0; b < BITS; b++) bits += ((found ^ expected) >> b & 1) != 0;
        if (bits > 0 && shown++ < SHOWN) {
            std::printf("differs: image %d [=d.answer.index] %d expected %lld found %lld%s\n", image, word, expected, found,
                        misplaced ? " TLAST" : "");
        }
        differing += bits;
    }
    long long differ() const { return differing; }
    uint64_t cycles() const { return cycle; }
};

int main(int argc, char** argv) {
    const bool some = argc > 2 && argv[1][0] != '+';
    const int first = some ? std::atoi(argv[1]) : 0;
    const std::vector<Golden> goldens = load(first, some ? std::atoi(argv[2]) : 1 << 30);
    if (goldens.empty()) {
        std::printf("no images: are ../tb/images.hex and [=d.answer.file] here?\n");
        return 2;
    }
    int starts = 1;
    for (int i = 1; i < argc; i++) {
        if (!std::strncmp(argv[i], "+starts=", 8)) starts = std::atoi(argv[i] + 8);
    }
    const int images = static_cast<int>(goldens.size());
    Bench bench(argc, argv);
[#if d.loading??]
    if (const int status = bench.load_parameters()) {
        std::printf("parameters.bin %s\n", status == 1 ? "is for a network of another structure" : "is damaged");
        return 2;
    }
[/#if]
    for (int s = 0; s < starts; s++) {
        const int from = static_cast<int>(static_cast<long long>(images) * s / starts);
        const int to = static_cast<int>(static_cast<long long>(images) * (s + 1) / starts);
        if (to > from) bench.run(&goldens[size_t(from)], first + from, to - from);
    }
    std::printf("result: images %d bits %lld differing %lld cycles %llu\n", images,
                static_cast<long long>(images) * WORDS * (BITS + 1), bench.differ(),
                static_cast<unsigned long long>(bench.cycles()));
    return bench.differ() == 0 ? 0 : 1;
}
