// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.words.StreamWords;
import dev.bnn.emit.Names;
import dev.bnn.emit.SimulationException;
import dev.bnn.sim.Pattern;
import dev.bnn.sim.RtlSchedule;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.tool.Command;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Builds a generated RTL project with Verilator and runs its test bench: all images against the golden answers, and a few images
 * with each pair of patterns at the ends. In the latter runs each word of each stream must have the bits of {@link StreamWords} in
 * the cycle of {@link RtlSchedule}.
 */
public final class RtlSimulation {
    /** A test bench that is silent for longer hangs. */
    private static final Duration SILENCE = Duration.ofMinutes(30);

    private final Request request;
    private final Path program;

    private RtlSimulation(Request request, Path program) {
        this.request = request;
        this.program = program;
    }

    /** The cycles in which a word of an image may appear, and those in which a word of the answer is taken. */
    public record Ends(Pattern offers, Pattern accepts) {
        /** Neither end ever waits. */
        public static final Ends FREE = new Ends(Pattern.ALWAYS, Pattern.ALWAYS);
    }

    /**
     * What to simulate.
     *
     * @param project folder of the RTL project
     * @param build folder for the program; created if missing
     * @param images golden images that the project holds
     * @param traced how many of them are compared word by word with each pair of ends
     * @param starts number of starts over which all images are divided
     */
    public record Request(
            Verilator verilator,
            Verilator.Effort effort,
            Path project,
            Path build,
            Dataflow flow,
            RtlFabric fabric,
            List<byte[]> images,
            int traced,
            List<Ends> ends,
            int starts) {}

    /**
     * The result of a simulation.
     *
     * @param comparedBits bits of the scores, or labels, and of their end-of-answer flags
     * @param words words of streams and answers whose bits and cycles were compared
     * @param cycles cycles of the run of all images
     * @param seconds time of that run, without the build
     * @param said what the test bench printed about differing bits and about the bus
     * @param difference the first wrong word, in the first run that has one
     */
    public record Result(
            int images,
            long comparedBits,
            long differingBits,
            long words,
            long cycles,
            double seconds,
            List<String> said,
            Optional<Difference> difference) {}

    /** Builds and runs a project. */
    public static Result run(Request request) throws IOException, SimulationException {
        return run(request, images -> {});
    }

    /** @param progress receives the number of images whose answers were compared, as it grows */
    static Result run(Request request, IntConsumer progress) throws IOException, SimulationException {
        Path program = request.verilator()
                .build(request.project(), Names.top(request.flow().network()), request.build(), request.effort());
        return new RtlSimulation(request, program).run(progress);
    }

    private Result run(IntConsumer progress) throws IOException, SimulationException {
        long words = 0;
        Optional<Difference> difference = Optional.empty();
        int traced = Math.min(request.traced(), request.images().size());
        List<List<BigInteger>> expected =
                StreamWords.of(request.flow(), request.images().subList(0, traced));
        for (Ends ends : request.ends()) {
            RtlTrace trace = testbench(ends, done -> {}, "0", Integer.toString(traced), "+trace");
            RtlSchedule schedule = RtlSchedule.of(
                    request.flow(), request.fabric(), traced, ends.offers(), ends.accepts(), trace.before());
            Optional<Difference> found = Difference.first(request.flow(), expected, schedule, trace);
            difference = difference.isPresent() ? difference : found;
            words += schedule.answered().length;
            for (long[] stream : schedule.pushed()) {
                words += stream.length;
            }
        }
        long start = System.nanoTime();
        RtlTrace all = testbench(Ends.FREE, progress, "+starts=" + request.starts());
        double seconds = (System.nanoTime() - start) * 1e-9;
        RtlTrace.Result result = all.result().orElseThrow();
        if (result.images() != request.images().size()) {
            throw new SimulationException("the test bench ran " + result.images() + " images of "
                    + request.images().size() + ": the files in "
                    + request.project().resolve("tb") + " are not whole");
        }
        return new Result(
                result.images(),
                result.bits(),
                result.differing(),
                words,
                result.cycles(),
                seconds,
                all.others(),
                difference);
    }

    private RtlTrace testbench(Ends ends, IntConsumer progress, String... arguments)
            throws IOException, SimulationException {
        List<String> words = new ArrayList<>(List.of(program.toAbsolutePath().toString()));
        words.addAll(List.of(arguments));
        words.add("+offer=" + write("offer", ends.offers()));
        words.add("+accept=" + write("accept", ends.accepts()));
        // Registers without a reset start from any value.
        words.add("+verilator+rand+reset+2");
        RtlTrace trace = new RtlTrace(progress);
        Consumer<String> line = trace::line;
        OptionalInt status = Command.of(words.toArray(String[]::new))
                .in(request.project().resolve("mem"))
                .runUntilSilent(line, SILENCE);
        if (status.isEmpty() || trace.result().isEmpty()) {
            throw new SimulationException("the test bench did not run to its end"
                    + (trace.others().isEmpty() ? "" : ": " + String.join("; ", trace.others())));
        }
        return trace;
    }

    private Path write(String name, Pattern pattern) throws IOException {
        Path file = request.build().resolve(name + ".txt").toAbsolutePath();
        Files.writeString(file, pattern.digits() + "\n");
        return file;
    }
}
