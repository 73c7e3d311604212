// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Fault;
import dev.bnn.emit.Names;
import dev.bnn.emit.Simulation;
import dev.bnn.emit.SimulationException;
import dev.bnn.emit.SimulationRequest;
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
 * Compiles a generated HLS project with a C++ compiler, runs its test bench over the golden images in several processes, and finds
 * the faulty unit if an answer differs.
 */
public final class CSimulation {
    /** A test bench that prints nothing for this time hangs. An image of the largest example takes half a minute. */
    private static final Duration SILENCE = Duration.ofMinutes(30);

    private final CppCompiler compiler;
    private final SimulationRequest request;
    private final Path program;

    private CSimulation(CppCompiler compiler, SimulationRequest request) {
        this.compiler = compiler;
        this.request = request;
        this.program = request.build().resolve("testbench");
    }

    /**
     * Compiles and runs the test bench of a project.
     *
     * @param progress receives the number of finished images as it grows
     * @throws SimulationException if the project does not compile, or its test bench does not finish
     */
    public static Simulation run(CppCompiler compiler, SimulationRequest request, IntConsumer progress)
            throws SimulationException, IOException {
        return new CSimulation(compiler, request).run(progress);
    }

    private Simulation run(IntConsumer progress) throws SimulationException, IOException {
        Files.createDirectories(request.build());
        Dataflow flow = request.design().flow();
        compiler.build(request.project(), Names.top(flow.network()), program);
        long start = System.nanoTime();
        List<JobOutput> jobs = runJobs(progress);
        double seconds = (System.nanoTime() - start) * 1e-9;
        int images = jobs.stream().mapToInt(JobOutput::images).sum();
        if (images != request.design().images().size()) {
            throw new SimulationException("the C simulation ran " + images + " images of "
                    + request.design().images().size() + ": the files in "
                    + request.project().resolve("tb") + " are not whole");
        }
        Optional<Simulation.Mismatch> first =
                jobs.stream().flatMap(job -> job.mismatch().stream()).findFirst();
        return new Simulation(
                images,
                jobs.stream().mapToLong(JobOutput::bits).sum(),
                jobs.stream().mapToLong(JobOutput::differing).sum(),
                seconds,
                first.isPresent() ? Optional.of(explain(first.get())) : first,
                Optional.empty());
    }

    private List<JobOutput> runJobs(IntConsumer progress) throws SimulationException, IOException {
        int images = request.design().images().size();
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
            if (e.getCause() instanceof SimulationException c) {
                throw c;
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulationException("the C simulation was interrupted");
        } finally {
            pool.shutdownNow();
        }
    }

    private JobOutput simulate(int first, int count, IntConsumer step) throws SimulationException, IOException {
        JobOutput.Reader reader = new JobOutput.Reader(step);
        OptionalInt status = testbench(first, count).runUntilSilent(reader::line, SILENCE);
        if (status.isEmpty()) {
            throw new SimulationException(
                    "the C simulation was ended: no image was done in " + SILENCE.toMinutes() + " minutes");
        }
        return reader.result(status.getAsInt());
    }

    private Command testbench(int first, int count) {
        return Command.of(program.toAbsolutePath().toString(), Integer.toString(first), Integer.toString(count))
                .in(request.project().resolve("tb"));
    }

    private Simulation.Mismatch explain(Simulation.Mismatch mismatch) throws IOException {
        Path traces = Files.createTempDirectory(request.build(), "trace");
        try {
            testbench(mismatch.image(), 1)
                    .with("BNN_TRACE", traces.toAbsolutePath().toString())
                    .runUntilSilent(line -> {}, SILENCE);
            byte[] image = request.design().images().get(mismatch.image());
            return new Simulation.Mismatch(
                    mismatch.image(),
                    mismatch.index(),
                    mismatch.expected(),
                    mismatch.found(),
                    Fault.find(request.design().flow(), request.golden().trace(image), traces));
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
