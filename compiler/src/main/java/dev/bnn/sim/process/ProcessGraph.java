// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.process;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import dev.bnn.sim.unit.Program;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.sim.unit.RtlLatency;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Processes that run frame after frame, and the streams between them. A graph that forks and joins can block.
 *
 * @param streams each is written by one process and read by one
 */
public record ProcessGraph(List<Process> processes, List<Stream> streams) {
    /**
     * A process.
     *
     * @param inputs the streams that it reads, by number, in the order of the masks of its program
     * @param outputs the streams that it writes
     */
    public record Process(String name, Program program, int[] inputs, int[] outputs) {
        public Process {
            if (inputs.length > Program.PORTS || outputs.length > Program.PORTS) {
                throw new IllegalArgumentException(name + " has more than " + Program.PORTS + " inputs or outputs");
            }
        }
    }

    /**
     * A first-in first-out queue of {@code depth} words.
     *
     * @param latency by depth, the cycles that pass between the cycle after a word's write and the first in which it can be read
     */
    public record Stream(String name, int depth, IntUnaryOperator latency) {
        /** A word can be read in the cycle after it was written. */
        Stream(String name, int depth) {
            this(name, depth, any -> 0);
        }
    }

    public ProcessGraph {
        processes = List.copyOf(processes);
        streams = List.copyOf(streams);
    }

    /**
     * The units of a pipeline between a source of images and a reader of the answer. Stream 0 carries the images, and stream i + 1
     * is stream i of the pipeline. The source writes one word per cycle and begins an image every {@link #bound} cycles. A pipeline
     * that keeps up with these images also keeps up with faster ones, since words that arrive earlier delay nothing.
     */
    public static ProcessGraph of(Dataflow flow) {
        List<Process> processes = new ArrayList<>();
        List<Stream> streams = new ArrayList<>();
        // Images wait in memory, so their stream never delays them.
        streams.add(new Stream("the image's stream", 2 * flow.input().pixels()));
        List<Dataflow.Stream> between = flow.streams();
        for (int i = 0; i < between.size(); i++) {
            Dataflow.Stream s = between.get(i);
            String name = s.copy() ? s.id() : "the stream after " + s.id();
            streams.add(new Stream(name, flow.depths().get(i)));
        }
        for (int i = 0; i < flow.units().size(); i++) {
            Unit unit = flow.units().get(i);
            IntStream image = i == 0 ? IntStream.of(0) : IntStream.empty();
            int[] in = IntStream.concat(image, flow.read(i).map(s -> s + 1)).toArray();
            int[] out = flow.written(i).map(s -> s + 1).toArray();
            processes.add(new Process(unit.name(), Program.of(unit), in, out));
        }
        processes.add(new Process(
                "the output",
                Program.repeat(1, 0, flow.answer().words()),
                new int[] {flow.units().size()},
                new int[] {}));
        int pixels = flow.input().pixels();
        long bound = Math.max(pixels, new ProcessGraph(processes, streams).bound());
        Program.Builder image = new Program.Builder();
        for (long cycle = 0; cycle < bound; cycle++) {
            image.iteration(0, cycle < pixels ? 1 : 0);
        }
        processes.add(0, new Process("the image", image.build(), new int[] {}, new int[] {0}));
        return new ProcessGraph(processes, streams);
    }

    /** As {@link #of(Dataflow)}, but in RTL, where words are in flight inside the units that write them. */
    public static ProcessGraph of(Dataflow flow, RtlFabric fabric) {
        ProcessGraph plain = of(flow);
        List<Stream> streams = new ArrayList<>(plain.streams());
        for (int i = 1; i < streams.size(); i++) {
            Dataflow.Stream between = flow.streams().get(i - 1);
            int unit = RtlLatency.of(flow.units().get(between.writer()), fabric);
            IntUnaryOperator latency = depth -> unit + (fabric.inBlockRam(between.bits(), depth) ? 1 : 0);
            streams.set(i, new Stream(streams.get(i).name(), streams.get(i).depth(), latency));
        }
        return new ProcessGraph(plain.processes(), streams);
    }

    /** The same processes with streams of other depths. */
    public ProcessGraph withDepths(int[] depths) {
        List<Stream> other = new ArrayList<>();
        for (int i = 0; i < depths.length; i++) {
            other.add(
                    new Stream(streams.get(i).name(), depths[i], streams.get(i).latency()));
        }
        return new ProcessGraph(processes, other);
    }

    /** By stream, the words that it holds. */
    public int[] depths() {
        return streams.stream().mapToInt(Stream::depth).toArray();
    }

    /** The process that writes a stream. */
    public Process writer(int stream) {
        return find(stream, true);
    }

    Process reader(int stream) {
        return find(stream, false);
    }

    private Process find(int stream, boolean writer) {
        for (Process process : processes) {
            for (int s : writer ? process.outputs() : process.inputs()) {
                if (s == stream) {
                    return process;
                }
            }
        }
        throw new IllegalArgumentException(streams.get(stream).name() + " has no " + (writer ? "writer" : "reader"));
    }

    /** Cycles of the slowest process: the graph takes at least as many per frame. */
    public long bound() {
        return processes.stream().mapToLong(p -> p.program().cycles()).max().orElseThrow();
    }
}
