// SPDX-License-Identifier: Apache-2.0
package dev.bnn.csim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.HlsEmitter;
import dev.bnn.runtime.BnnModel;
import dev.bnn.tool.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Compiles a generated HLS project with a plain C++ compiler, runs its test bench over the golden images, several
 * processes at once, and finds the unit that is at fault where an answer differs.
 */
public final class CSimulation {
    /** An image of the largest example takes half a minute; a test bench that is silent for longer than this hangs. */
    private static final Duration SILENCE = Duration.ofMinutes(30);

    private final Request request;
    private final Path program;

    private CSimulation(Request request) {
        this.request = request;
        this.program = request.build().resolve("testbench");
    }

    /**
     * What to simulate.
     *
     * @param project folder of the HLS project
     * @param build folder for the program; made where missing
     * @param images golden images that the project holds
     * @param golden the golden model, which says what each unit should have put out
     * @param jobs processes at once
     */
    public record Request(
            CppCompiler compiler,
            Path project,
            Path build,
            Dataflow flow,
            List<byte[]> images,
            BnnModel golden,
            int jobs) {}

    /**
     * What came out.
     *
     * @param comparedBits bits of the scores, or labels, and of their end marks
     * @param seconds time of the simulation without compilation
     * @param mismatch the first score or label that differs, if any
     */
    public record Result(
            int images, long comparedBits, long differingBits, double seconds, Optional<Mismatch> mismatch) {}

    /**
     * A score or label that differs, and the unit where the difference begins if it could be found.
     *
     * @param index number of the class, or the label's place in the answer
     */
    public record Mismatch(int image, int index, long expected, long found, Optional<Fault> fault) {}

    /**
     * @param progress told the number of images done as it grows
     */
    public static Result run(Request request, IntConsumer progress) throws CSimulationException, IOException {
        return new CSimulation(request).run(progress);
    }

    private Result run(IntConsumer progress) throws CSimulationException, IOException {
        Files.createDirectories(request.build());
        request.compiler()
                .build(request.project(), HlsEmitter.top(request.flow().network()), program);
        long start = System.nanoTime();
        List<JobOutput> jobs = runJobs(progress);
        double seconds = (System.nanoTime() - start) * 1e-9;
        int images = jobs.stream().mapToInt(JobOutput::images).sum();
        if (images != request.images().size()) {
            throw new CSimulationException("the C simulation ran " + images + " images of "
                    + request.images().size() + ": the files in "
                    + request.project().resolve("tb") + " are not whole");
        }
        Optional<Mismatch> first =
                jobs.stream().flatMap(job -> job.mismatch().stream()).findFirst();
        return new Result(
                images,
                jobs.stream().mapToLong(JobOutput::bits).sum(),
                jobs.stream().mapToLong(JobOutput::differing).sum(),
                seconds,
                first.isPresent() ? Optional.of(explain(first.get())) : first);
    }

    private List<JobOutput> runJobs(IntConsumer progress) throws CSimulationException, IOException {
        int images = request.images().size();
        int jobs = Math.max(1, Math.min(request.jobs(), images));
        AtomicInteger done = new AtomicInteger();
        IntConsumer together = step -> {
            synchronized (done) {
                progress.accept(done.addAndGet(step));
            }
        };
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<JobOutput>> futures = new ArrayList<>();
            for (int job = 0; job < jobs; job++) {
                int first = (int) ((long) images * job / jobs);
                int count = (int) ((long) images * (job + 1) / jobs) - first;
                futures.add(pool.submit(() -> simulate(first, count, together)));
            }
            List<JobOutput> outputs = new ArrayList<>();
            for (Future<JobOutput> future : futures) {
                outputs.add(future.get());
            }
            return outputs;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CSimulationException c) {
                throw c;
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CSimulationException("the C simulation was interrupted");
        } finally {
            pool.shutdownNow();
        }
    }

    private JobOutput simulate(int first, int count, IntConsumer step) throws CSimulationException, IOException {
        JobOutput.Reader reader = new JobOutput.Reader(step);
        OptionalInt status = testbench(first, count).runUntilSilent(reader::line, SILENCE);
        if (status.isEmpty()) {
            throw new CSimulationException(
                    "the C simulation was ended: no image was done in " + SILENCE.toMinutes() + " minutes");
        }
        return reader.result(status.getAsInt());
    }

    private Command testbench(int first, int count) {
        return Command.of(program.toAbsolutePath().toString(), Integer.toString(first), Integer.toString(count))
                .in(request.project().resolve("tb"));
    }

    private Mismatch explain(Mismatch mismatch) throws IOException {
        Path traces = Files.createTempDirectory(request.build(), "trace");
        try {
            testbench(mismatch.image(), 1)
                    .with("BNN_TRACE", traces.toAbsolutePath().toString())
                    .runUntilSilent(line -> {}, SILENCE);
            byte[] image = request.images().get(mismatch.image());
            return new Mismatch(
                    mismatch.image(),
                    mismatch.index(),
                    mismatch.expected(),
                    mismatch.found(),
                    Fault.find(request.flow(), request.golden().trace(image), traces));
        } finally {
            try (var files = Files.list(traces)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(traces);
        }
    }
}
