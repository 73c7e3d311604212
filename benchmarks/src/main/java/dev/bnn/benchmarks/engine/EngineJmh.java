// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.engine;

import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.internal.engine.Engine;
import dev.bnn.runtime.internal.engine.packed.PackedEngine;
import dev.bnn.runtime.internal.engine.plain.PlainEngine;
import dev.bnn.runtime.internal.engine.vector.VectorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures one image through each engine, and the loop in which the fast engine spends its time, on data in the first-level
 * cache.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineJmh {
    private static final int BATCH = 64;

    @Param({
        "mnist-sfc/src/main/bnn/sfc",
        "mnist-lfc/src/main/bnn/lfc",
        "cifar10-cnv/src/main/bnn/cnv",
        "cifar10-vgg16/src/main/bnn/vgg16"
    })
    public String network;

    private byte[] image;
    private Engine plain;
    private Engine packed;
    private Engine vector;
    private final List<byte[]> batch = new ArrayList<>();
    private int turn;

    @Setup
    public void lower() throws IOException {
        Network checked =
                Frontend.load(Path.of("examples", network + ".bnn")).network().orElseThrow();
        BnnModel model = Lowering.lower(new LoweringRequest(
                        checked, RandomParameters.of(checked), Optional.empty(), List.of(), Optional.empty()))
                .model();
        image = new byte[model.inputSize()];
        new Random(3).nextBytes(image);
        batch.addAll(Collections.nCopies(BATCH, image));
        plain = new PlainEngine(model.network());
        packed = new PackedEngine(model.network());
        vector = new VectorEngine(model.network());
    }

    @Benchmark
    public long[] plain() {
        return plain.scores(image);
    }

    @Benchmark
    public long[] packed() {
        return packed.scores(image);
    }

    @Benchmark
    public long[] vector() {
        return vector.scores(image);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<long[]> vectorBatch() {
        return vector.scores(batch);
    }

    /** Bit products. The best of these loops is the peak rate of XNOR and popcount in this JVM. */
    @Benchmark
    @OperationsPerInvocation(Peak.PRODUCTS)
    public void peakInts() {
        Peak.INTS.count(turn++);
    }

    @Benchmark
    @OperationsPerInvocation(Peak.PRODUCTS)
    public void peakLongs() {
        Peak.LONGS.count(turn++);
    }

    @Benchmark
    @OperationsPerInvocation(Peak.PRODUCTS)
    public void peakBytes() {
        Peak.BYTES.count(turn++ & Integer.MAX_VALUE);
    }

    /** Needs {@code -jvmArgs "--add-modules jdk.incubator.vector"} and Java 19 or newer. */
    @Benchmark
    @OperationsPerInvocation(Peak.PRODUCTS)
    public void peakVectors() {
        Peak.VECTORS.count(turn++ & Integer.MAX_VALUE);
    }
}
