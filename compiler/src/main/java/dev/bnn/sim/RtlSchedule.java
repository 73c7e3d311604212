// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.sim.unit.Program;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.sim.unit.RtlLatency;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cycle of each word of each stream of a design in RTL, starting from an empty pipeline. Iteration k of a unit begins in cycle
 *
 * <pre>
 * t(k) = max( t(k-1) + 1 + own cycles between,
 *             written(r) + 1 + latency      for the r-th word that it reads,
 *             read(w - depth) + 1           for the w-th word that it writes )
 * </pre>
 *
 * where latency is that of the unit that writes the stream, plus one cycle if the stream is in block RAM. The data has no influence, so
 * the sequencers of the design follow exactly this schedule.
 *
 * @param pushed by stream, in the order of {@link Dataflow#streams}, the cycle in which each word is pushed; the last words may belong to
 *     an image that never comes, from units that begin without one, such as a padding
 * @param answered the cycle in which each word of the answers is taken
 */
public record RtlSchedule(long[][] pushed, long[] answered) {
    /** A number of cycles after which all units that begin without an image wait for one. */
    private static final long SETTLED = 1L << 40;

    /**
     * Sends frames through the pipeline.
     *
     * @param offers cycles in which the image's next word may appear; it stays until it is taken
     * @param accepts cycles in which the reader takes a word of the answer
     * @param before cycles between the end of the reset and cycle 0, the first in which a word of an image may appear; units that
     *     begin without one, such as a padding, begin at the end of the reset
     * @throws BlockedException if units wait for one another forever
     */
    public static RtlSchedule of(
            Dataflow flow, RtlFabric fabric, int frames, Pattern offers, Pattern accepts, long before) {
        return new Run(flow, fabric, frames, offers, accepts, before).run();
    }

    /** A stream: the cycles in which its words were written and read so far. */
    private static class Words {
        private final int depth;
        private final int latency;
        private final long[] written;
        private final long[] read;
        private int writes;
        private int reads;

        Words(int depth, int latency, long words) {
            this.depth = depth;
            this.latency = latency;
            written = new long[Math.toIntExact(words)];
            read = new long[written.length];
        }

        boolean readable() {
            return reads < writes;
        }

        long readableFrom() {
            return written[reads] + 1 + latency;
        }

        boolean writable() {
            return writes < depth || writes - depth < reads;
        }

        long writableFrom() {
            return writes < depth ? Long.MIN_VALUE : read[writes - depth] + 1;
        }

        void read(long cycle) {
            read[reads++] = cycle;
        }

        void write(long cycle) {
            written[writes++] = cycle;
        }
    }

    /** The image's words, which appear as the pattern says. */
    private static final class Offered extends Words {
        private final Pattern offers;
        private final long words;
        private long from;
        private long taken;

        Offered(Pattern offers, long words) {
            super(1, 0, 0);
            this.offers = offers;
            this.words = words;
            from = offers.next(0);
        }

        @Override
        boolean readable() {
            return taken < words;
        }

        @Override
        long readableFrom() {
            return from;
        }

        @Override
        void read(long cycle) {
            taken++;
            from = offers.next(cycle + 1);
        }
    }

    /** A unit, or the reader of the answers. */
    private static final class Process {
        private final int[] entries;
        private final Words[] inputs;
        private final Words[] outputs;
        private final Pattern allowed;
        private final int frames;
        private int frame;
        private int at;
        private long last;

        Process(Program program, List<Words> inputs, List<Words> outputs, Pattern allowed, int frames, long before) {
            last = -before - 1;
            entries = program.entries();
            this.inputs = inputs.toArray(Words[]::new);
            this.outputs = outputs.toArray(Words[]::new);
            this.allowed = allowed;
            this.frames = frames;
        }

        boolean done() {
            return frame == frames;
        }

        /** Advances as far as it can; false if it cannot advance at all. */
        boolean run() {
            boolean moved = false;
            while (!done() && step()) {
                moved = true;
                at++;
                if (at == entries.length) {
                    at = 0;
                    frame++;
                }
            }
            return moved;
        }

        private boolean step() {
            int reads = Program.reads(entries[at]);
            int writes = Program.writes(entries[at]);
            if (reads == 0 && writes == 0) {
                last += Program.gap(entries[at]);
                return true;
            }
            long cycle = last + 1 + Program.gap(entries[at]);
            for (int i = 0; i < inputs.length; i++) {
                if ((reads >> i & 1) == 1) {
                    if (!inputs[i].readable()) {
                        return false;
                    }
                    cycle = Math.max(cycle, inputs[i].readableFrom());
                }
            }
            for (int i = 0; i < outputs.length; i++) {
                if ((writes >> i & 1) == 1) {
                    if (!outputs[i].writable()) {
                        return false;
                    }
                    cycle = Math.max(cycle, outputs[i].writableFrom());
                }
            }
            cycle = cycle < 0 ? cycle : allowed.next(cycle);
            for (int i = 0; i < inputs.length; i++) {
                if ((reads >> i & 1) == 1) {
                    inputs[i].read(cycle);
                }
            }
            for (int i = 0; i < outputs.length; i++) {
                if ((writes >> i & 1) == 1) {
                    outputs[i].write(cycle);
                }
            }
            last = cycle;
            return true;
        }
    }

    private static final class Run {
        private final Dataflow flow;
        private final Words[] streams;
        private final int[] latencies;
        private final List<Process> processes;
        private final int frames;

        Run(Dataflow flow, RtlFabric fabric, int frames, Pattern offers, Pattern accepts, long before) {
            this.flow = flow;
            this.frames = frames;
            List<Dataflow.Stream> all = flow.streams();
            List<Program> programs = flow.units().stream().map(Program::of).toList();
            latencies = all.stream()
                    .mapToInt(s -> RtlLatency.of(flow.units().get(s.writer()), fabric))
                    .toArray();
            streams = new Words[all.size()];
            for (int s = 0; s < streams.length; s++) {
                int depth = flow.depths().get(s);
                int latency = latencies[s] + (fabric.inBlockRam(all.get(s).bits(), depth) ? 1 : 0);
                long words = programs.get(all.get(s).writer()).written(0);
                streams[s] = new Words(depth, latency, words * (frames + 1));
            }
            Words image = new Offered(offers, (long) frames * flow.input().pixels());
            processes = IntStream.rangeClosed(0, flow.units().size())
                    .mapToObj(i -> i == flow.units().size()
                            ? new Process(
                                    Program.repeat(1, 0, flow.answer().words()),
                                    pick(flow.read(i)),
                                    List.of(),
                                    accepts,
                                    frames,
                                    before)
                            : new Process(
                                    programs.get(i),
                                    i == 0 ? List.of(image) : pick(flow.read(i)),
                                    pick(flow.written(i)),
                                    Pattern.ALWAYS,
                                    frames + 1,
                                    before))
                    .toList();
        }

        private List<Words> pick(IntStream numbers) {
            return numbers.mapToObj(s -> streams[s]).toList();
        }

        RtlSchedule run() {
            boolean moved = true;
            while (moved) {
                moved = false;
                for (Process process : processes) {
                    moved |= process.run();
                }
            }
            if (!processes.get(processes.size() - 1).done()) {
                Process waiting = processes.stream()
                        .filter(p -> p.frame < frames)
                        .findFirst()
                        .orElseThrow();
                throw new BlockedException("unit " + processes.indexOf(waiting) + " of "
                        + flow.units().size() + " waits for ever in image " + waiting.frame + " of " + frames);
            }
            long[][] pushed = new long[streams.length][];
            for (int s = 0; s < streams.length; s++) {
                int latency = latencies[s];
                Words words = streams[s];
                pushed[s] = Arrays.stream(words.written)
                        .map(cycle -> cycle + latency)
                        .toArray();
            }
            int last = flow.units().size() - 1;
            return new RtlSchedule(pushed, Arrays.copyOf(streams[last].read, streams[last].reads));
        }
    }

    /** Cycles from the first word of the first image to the last word of its answer, with neither end ever waiting. */
    public static long latency(Dataflow flow, RtlFabric fabric) {
        long[] answered =
                of(flow, fabric, 1, Pattern.ALWAYS, Pattern.ALWAYS, SETTLED).answered();
        return answered[answered.length - 1];
    }
}
