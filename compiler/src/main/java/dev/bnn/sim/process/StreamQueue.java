// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.process;

/** The state of a stream in a simulation: the cycles in which its latest words were written and read. */
final class StreamQueue {
    private final int depth;
    private final int latency;
    private final int mask;
    private final long[] writes;
    private final long[] reads;
    private long written;
    private long read;

    /** @param latency cycles from the write of a word to the one after which it can be read */
    StreamQueue(int depth, int latency) {
        this.depth = depth;
        this.latency = latency;
        int size = Integer.highestOneBit(depth) * 2;
        mask = size - 1;
        writes = new long[size];
        reads = new long[size];
    }

    boolean empty() {
        return read == written;
    }

    boolean full() {
        return written - read == depth;
    }

    /** The first cycle in which the next word can be read; there must be one. */
    long readable() {
        return writes[(int) read & mask] + 1 + latency;
    }

    /** The first cycle in which a word can be written; there must be room. */
    long writable() {
        return written < depth ? 0 : reads[(int) (written - depth) & mask] + 1;
    }

    void read(long cycle) {
        reads[(int) read & mask] = cycle;
        read++;
    }

    void write(long cycle) {
        writes[(int) written & mask] = cycle;
        written++;
    }
}
