#include "bnn_driver.h"

/* Registers of the AXI DMA (PG021) and of an HLS core with ap_ctrl_hs. */
enum {
    MM2S_CONTROL = 0x00, MM2S_STATUS = 0x04, MM2S_ADDRESS = 0x18, MM2S_ADDRESS_HIGH = 0x1c, MM2S_LENGTH = 0x28,
    S2MM_CONTROL = 0x30, S2MM_STATUS = 0x34, S2MM_ADDRESS = 0x48, S2MM_ADDRESS_HIGH = 0x4c, S2MM_LENGTH = 0x58,
    CONTROL_RUN = 1, CONTROL_RESET = 4, STATUS_IDLE = 2, STATUS_INTERNAL_ERROR = 0x10, STATUS_ERRORS = 0x70,
    CORE_CONTROL = 0x00, CORE_FRAMES = 0x10, CORE_LOAD = 0x18, CORE_START = 1, CORE_IDLE = 4
};

/* The most answers in a row that nobody asked for and that are taken away. */
enum { STALE_ANSWERS = 16 };

/* No answer has only such bytes: a label is below the number of classes. */
enum { NOTHING = 0xff };

static uint32_t get(const struct bnn_platform *p, enum bnn_block block, uint32_t offset) {
    return p->read(p->context, block, offset);
}

static void put(const struct bnn_platform *p, enum bnn_block block, uint32_t offset, uint32_t value) {
    p->write(p->context, block, offset, value);
}

uint32_t bnn_batch(const struct bnn_platform *p) {
    const size_t longest = ((size_t)1 << BNN_LENGTH_BITS) - 1;
    const size_t answer_bytes = (size_t)BNN_ANSWERS * BNN_ANSWER_BYTES;
    const size_t in = (p->in_bytes < longest ? p->in_bytes : longest) / BNN_IMAGE_BYTES;
    const size_t out = (p->out_bytes < longest ? p->out_bytes : longest) / answer_bytes;
    return (uint32_t)(in < out ? in : out);
}

/* Before the device is told to read memory, and after it is seen to have written it. */
static void barrier(const struct bnn_platform *p) {
    if (p->barrier) {
        p->barrier(p->context);
        return;
    }
#if defined(__ARM_ARCH) && __ARM_ARCH >= 7
    __asm__ volatile("dsb sy" ::: "memory");
#elif defined(__GNUC__)
    __sync_synchronize();
#else
#error "give bnn_platform.barrier a function that orders memory and registers, and take this line out"
#endif
}

/* A reset also ends what an interrupted program left behind; it covers both directions. */
static enum bnn_status reset(const struct bnn_platform *p) {
    put(p, BNN_DMA, MM2S_CONTROL, CONTROL_RESET);
    for (uint32_t i = 0; i < p->patience; i++) {
        if (!((get(p, BNN_DMA, MM2S_CONTROL) | get(p, BNN_DMA, S2MM_CONTROL)) & CONTROL_RESET)) return BNN_OK;
    }
    return BNN_NO_RESET;
}

static void receive(const struct bnn_platform *p, size_t bytes) {
    put(p, BNN_DMA, S2MM_CONTROL, CONTROL_RUN);
    put(p, BNN_DMA, S2MM_ADDRESS, (uint32_t)p->out_physical);
    put(p, BNN_DMA, S2MM_ADDRESS_HIGH, (uint32_t)(p->out_physical >> 32));
    put(p, BNN_DMA, S2MM_LENGTH, (uint32_t)bytes);
}

static void send(const struct bnn_platform *p, size_t bytes) {
    put(p, BNN_DMA, MM2S_CONTROL, CONTROL_RUN);
    put(p, BNN_DMA, MM2S_ADDRESS, (uint32_t)p->in_physical);
    put(p, BNN_DMA, MM2S_ADDRESS_HIGH, (uint32_t)(p->in_physical >> 32));
    put(p, BNN_DMA, MM2S_LENGTH, (uint32_t)bytes);
}

static int idle(const struct bnn_platform *p) { return (get(p, BNN_CORE, CORE_CONTROL) & CORE_IDLE) != 0; }

/* Both as they were after the bitstream came. The DMA's reset is the network's too, as run_vivado.tcl joins them; in a
 * design without that, the network may still wait to give an answer: it is taken, and lost. */
static enum bnn_status rest(const struct bnn_platform *p, size_t room) {
    enum bnn_status status = reset(p);
    if (status != BNN_OK || idle(p)) return status;
    receive(p, room);
    for (uint32_t i = 0; i < p->patience; i++) {
        if (idle(p)) return reset(p);
        if (!(get(p, BNN_DMA, S2MM_STATUS) & (STATUS_IDLE | STATUS_ERRORS))) continue;
        status = reset(p);
        if (status != BNN_OK) return status;
        receive(p, room);
    }
    status = reset(p);
    return status == BNN_OK ? BNN_BUSY : status;
}

/* The receiving side is ready before the network starts, so that no answer waits for it; and it is still waiting then, or
 * something answered that was not asked. */
static enum bnn_status ready(const struct bnn_platform *p, size_t bytes) {
    /* What is not overwritten is seen not to be an answer. */
    for (size_t i = 0; i < bytes; i++) p->out[i] = NOTHING;
    if (p->to_device) p->to_device(p->context, p->out, bytes);
    barrier(p);
    for (int i = 0; i < STALE_ANSWERS; i++) {
        const enum bnn_status status = rest(p, bytes);
        if (status != BNN_OK) return status;
        receive(p, bytes);
        if (!(get(p, BNN_DMA, S2MM_STATUS) & (STATUS_IDLE | STATUS_ERRORS))) return BNN_OK;
    }
    return BNN_BUSY;
}

/* Until the direction with that status register is done. */
static enum bnn_status done(const struct bnn_platform *p, uint32_t direction) {
    for (uint32_t i = 0; i < p->patience; i++) {
        const uint32_t in = get(p, BNN_DMA, MM2S_STATUS), out = get(p, BNN_DMA, S2MM_STATUS);
        /* More came than there was room for. */
        if (out & STATUS_INTERNAL_ERROR) return BNN_ANSWER_LENGTH;
        if ((in | out) & STATUS_ERRORS) return BNN_DMA_ERROR;
        if ((direction == MM2S_STATUS ? in : out) & STATUS_IDLE) return BNN_OK;
    }
    return BNN_TIMEOUT;
}

/* Waits until the answer is there, all images have been sent, and the network is at rest. */
static enum bnn_status answered(const struct bnn_platform *p, size_t bytes) {
    enum bnn_status status = done(p, S2MM_STATUS);
    if (status == BNN_OK) status = done(p, MM2S_STATUS);
    if (status != BNN_OK) return status;
    if (get(p, BNN_DMA, S2MM_LENGTH) != bytes) return BNN_ANSWER_LENGTH;
    for (uint32_t i = 0; !idle(p); i++) {
        if (i == p->patience) return BNN_BUSY;
    }
    barrier(p);
    if (p->from_device) p->from_device(p->context, p->out, bytes);
    return BNN_OK;
}

/* After a failure, so that the device writes to no memory any more. */
static enum bnn_status stopped(const struct bnn_platform *p, enum bnn_status status) {
    if (status != BNN_OK) (void)reset(p);
    return status;
}

/* Bytes one by one: memory of a device may not take the wide accesses of memcpy. */
static void fill(const struct bnn_platform *p, const uint8_t *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) p->in[i] = bytes[i];
    if (p->to_device) p->to_device(p->context, p->in, count);
    barrier(p);
}

static enum bnn_status transfer(const struct bnn_platform *p, const uint8_t *images, uint32_t frames) {
    const size_t bytes = (size_t)frames * BNN_ANSWERS * BNN_ANSWER_BYTES;
    const enum bnn_status status = ready(p, bytes);
    if (status != BNN_OK) return status;
    fill(p, images, (size_t)frames * BNN_IMAGE_BYTES);
    put(p, BNN_CORE, CORE_FRAMES, frames);
#ifdef BNN_PARAMETER_BYTES
    put(p, BNN_CORE, CORE_LOAD, 0);
#endif
    put(p, BNN_CORE, CORE_CONTROL, CORE_START);
    send(p, (size_t)frames * BNN_IMAGE_BYTES);
    return answered(p, bytes);
}

/* Two's complement, the lowest byte first. */
static int64_t number(const uint8_t *bytes) {
    uint64_t value = 0;
    for (uint32_t i = 0; i < BNN_ANSWER_BYTES; i++) value |= (uint64_t)bytes[i] << (8 * i);
    const uint64_t sign = (uint64_t)1 << (8 * BNN_ANSWER_BYTES - 1);
    return (int64_t)((value ^ sign) - sign);
}

static int possible(int64_t answer) {
#ifdef BNN_LABELS
    return answer >= 0 && answer < (int64_t)BNN_CLASSES;
#else
    (void)answer;
    return 1;
#endif
}

static enum bnn_status run(const struct bnn_platform *p, const uint8_t *images, uint32_t count, int64_t *answers) {
    const uint32_t batch = bnn_batch(p);
    if (batch == 0) return BNN_TOO_LARGE;
    enum bnn_status status = BNN_OK;
    for (uint32_t from = 0; status == BNN_OK && from < count;) {
        const uint32_t frames = count - from < batch ? count - from : batch;
        status = transfer(p, images + (size_t)from * BNN_IMAGE_BYTES, frames);
        int64_t *const first = answers + (size_t)from * BNN_ANSWERS;
        for (size_t i = 0; status == BNN_OK && i < (size_t)frames * BNN_ANSWERS; i++) {
            first[i] = number(p->out + i * BNN_ANSWER_BYTES);
            if (!possible(first[i])) status = BNN_NO_CLASS;
        }
        from += frames;
    }
    return stopped(p, status);
}

#ifdef BNN_LABELS
enum bnn_status bnn_labels(const struct bnn_platform *p, const uint8_t *images, uint32_t count, int64_t *labels) {
    return run(p, images, count, labels);
}
#else
enum bnn_status bnn_scores(const struct bnn_platform *p, const uint8_t *images, uint32_t count, int64_t *scores) {
    return run(p, images, count, scores);
}

uint32_t bnn_label(const int64_t *scores) {
    uint32_t best = 0;
    for (uint32_t c = 1; c < BNN_CLASSES; c++) {
        if (scores[c] > scores[best]) best = c;
    }
    return best;
}
#endif

#ifdef BNN_PARAMETER_BYTES
enum { HEADER = 24 };

static uint32_t word(const uint8_t *bytes) {
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* CRC-32 as in zip files. */
static uint32_t check_sum(const uint8_t *bytes, size_t count) {
    uint32_t sum = 0xffffffffu;
    for (size_t i = 0; i < count; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) sum = sum >> 1 ^ (sum & 1 ? 0xedb88320u : 0);
    }
    return ~sum;
}

static enum bnn_status check(const uint8_t *file, size_t bytes) {
    if (bytes < HEADER || word(file) != 0x504e4e42u || word(file + 4) != 1) return BNN_NO_PARAMETERS;
    if ((word(file + 8) | (uint64_t)word(file + 12) << 32) != BNN_STRUCTURE) return BNN_OTHER_STRUCTURE;
    if (bytes != BNN_PARAMETER_BYTES || word(file + 16) > bytes - HEADER) return BNN_WRONG_LENGTH;
    return check_sum(file + HEADER, word(file + 16)) == word(file + 20) ? BNN_OK : BNN_DAMAGED;
}

/* The network takes the file in as many transfers as the buffer needs, each of whole words, and answers in one. */
enum bnn_status bnn_load(const struct bnn_platform *p, const uint8_t *file, size_t bytes) {
    const size_t longest = ((size_t)1 << BNN_LENGTH_BITS) - 1;
    const size_t part = (p->in_bytes < longest ? p->in_bytes : longest) / BNN_PIXEL_BYTES * BNN_PIXEL_BYTES;
    if (part == 0 || p->out_bytes < BNN_ANSWER_BYTES) return BNN_TOO_LARGE;
    enum bnn_status status = check(file, bytes);
    if (status != BNN_OK) return status;
    status = ready(p, BNN_ANSWER_BYTES);
    if (status == BNN_OK) {
        put(p, BNN_CORE, CORE_LOAD, 1);
        put(p, BNN_CORE, CORE_CONTROL, CORE_START);
    }
    for (size_t from = 0; status == BNN_OK && from < bytes; from += part) {
        const size_t count = bytes - from < part ? bytes - from : part;
        fill(p, file + from, count);
        send(p, count);
        status = done(p, MM2S_STATUS);
    }
    if (status == BNN_OK) status = answered(p, BNN_ANSWER_BYTES);
    if (status != BNN_OK) return stopped(p, status);
    const int64_t answer = number(p->out);
    return answer == 0 ? BNN_OK : answer == 1 ? BNN_OTHER_STRUCTURE : BNN_DAMAGED;
}
#endif

enum bnn_status bnn_self_test(const struct bnn_platform *p, const uint8_t *images, const int64_t *expected,
                              uint32_t count, int64_t *room, struct bnn_difference *difference) {
    const enum bnn_status status = run(p, images, count, room);
    if (status != BNN_OK) return status;
    for (uint32_t i = 0; i < count * BNN_ANSWERS; i++) {
        if (room[i] != expected[i]) {
            difference->image = i / BNN_ANSWERS;
            difference->index = i % BNN_ANSWERS;
            difference->expected = expected[i];
            difference->found = room[i];
            return BNN_DIFFERS;
        }
    }
    return BNN_OK;
}

const char *bnn_message(enum bnn_status status) {
    switch (status) {
        case BNN_OK: return "ok";
        case BNN_TOO_LARGE: return "a buffer is smaller than one image or its answer: make it larger";
        case BNN_NO_RESET: return "the DMA does not leave reset: is the bitstream loaded, is its address right?";
        case BNN_DMA_ERROR: return "the DMA reports an error: are the physical addresses of the buffers right?";
        case BNN_TIMEOUT: return "the answer did not come: is the bitstream that of this network?";
        case BNN_DIFFERS: return "another answer than expected: is the bitstream that of this network?";
        case BNN_NO_PARAMETERS: return "no file of parameters of version 1: is it the .parameters.bin of a deploy folder?";
        case BNN_OTHER_STRUCTURE: return "the parameters are for a network of another structure: are they and the bitstream of the same layers and foldings?";
        case BNN_WRONG_LENGTH: return "the file of parameters is not whole: copy it again";
        case BNN_ANSWER_LENGTH: return "the answer has another length than that to these images: is the bitstream that of this network?";
        case BNN_BUSY: return "the network does not come to rest: try again, and load the bitstream again where that does not help";
        case BNN_NO_CLASS: return "the answer is the number of no class: is the bitstream that of this network?";
        case BNN_DAMAGED: return "the parameters are damaged: copy the file again, and load it before the next image";
    }
    return "unknown status";
}
