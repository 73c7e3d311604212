// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Interpreter;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.model.Layer;
import dev.bnn.pass.convert.FromNetwork;
import dev.bnn.pass.convert.ToModel;
import dev.bnn.runtime.BnnModel;
import dev.bnn.source.DiagnosticException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lowers the trained network to integers, pass by pass. After each pass the IR is verified, written as a snapshot and run on the
 * golden images; what it computes must equal, bit for bit, what the stage before computed.
 */
public final class Lowering {
    private final LoweringRequest request;
    private final List<Pass> pipeline;
    private final Consumer<PassReport> listener;
    private final Set<Property> established = EnumSet.noneOf(Property.class);
    private final List<PassReport> reports = new ArrayList<>();
    /** By golden image: the values of every layer, as the first IR computes them. */
    private final List<Map<String, double[]>> layers = new ArrayList<>();

    private Lowering(LoweringRequest request, List<Pass> pipeline, Consumer<PassReport> listener) {
        this.request = request;
        this.pipeline = pipeline;
        this.listener = listener;
    }

    /** Lowers a network; a {@link DiagnosticException} says what has no integer form, or which stage differs. */
    public static Lowered lower(LoweringRequest request) {
        return lower(request, report -> {});
    }

    /** Lowers a network, and passes the report of each stage to the listener when the stage is done. */
    public static Lowered lower(LoweringRequest request, Consumer<PassReport> listener) {
        return lower(request, Passes.PIPELINE, listener);
    }

    static Lowered lower(LoweringRequest request, List<Pass> pipeline, Consumer<PassReport> listener) {
        return new Lowering(request, pipeline, listener).lower();
    }

    private Lowered lower() {
        Ir ir = FromNetwork.build(request.network(), request.parameters());
        String first = FromNetwork.class.getSimpleName();
        Verifier.verify(first, ir, established);
        snapshot(first, ir);
        report(first, FromNetwork.WHY, ir, new PassLog(), compareWithReference(first, ir));
        PassLog notes = new PassLog();
        for (Pass pass : pipeline) {
            if (!established.containsAll(pass.requires())) {
                throw new IllegalStateException(
                        pass.name() + " requires " + pass.requires() + ", but only " + established + " is established");
            }
            PassLog log = new PassLog();
            ir = pass.run(ir, log);
            established.addAll(pass.establishes());
            Verifier.verify(pass.name(), ir, established);
            snapshot(pass.name(), ir);
            report(pass.name(), pass.why(), ir, log, compare(pass.name(), ir));
            log.notes().forEach(notes::add);
        }
        BnnModel model = ToModel.convert(ir);
        report(ToModel.NAME, ToModel.WHY, ir, new PassLog(), compareRuntime(ir, model));
        return new Lowered(ir, model, reports, notes.notes());
    }

    private void snapshot(String name, Ir ir) {
        request.passesDir().ifPresent(dir -> Snapshot.write(dir, number(), name, ir));
    }

    /** Number of the current stage; the trained network is 1. */
    private int number() {
        return reports.size() + 1;
    }

    private void report(String name, String why, Ir ir, PassLog log, long compared) {
        PassReport report =
                new PassReport(number(), name, why, ir.nodes().size(), log.changes(), compared, log.proved());
        reports.add(report);
        listener.accept(report);
    }

    /** Runs the first IR, compares it with the float model where there is one, and keeps its values. */
    private long compareWithReference(String name, Ir ir) {
        long compared = 0;
        for (int i = 0; i < request.goldens().size(); i++) {
            byte[] image = request.goldens().get(i);
            Map<String, double[]> trace = Interpreter.run(ir, image);
            if (request.reference().isPresent()) {
                Map<String, double[]> reference = request.reference().get().trace(image);
                requireLayers(reference);
                Equivalence equivalence = new Equivalence(name, i);
                equivalence.compare(ir, trace, reference);
                compared += equivalence.compared();
            }
            Map<String, double[]> byLayer = new HashMap<>();
            for (Node node : ir.nodes()) {
                node.view().ifPresent(v -> byLayer.put(v.layer(), trace.get(node.name())));
            }
            layers.add(byLayer);
        }
        return compared;
    }

    private void requireLayers(Map<String, double[]> reference) {
        for (Layer layer : request.network().layers()) {
            boolean needed = layer instanceof Layer.Weighted || layer instanceof Layer.Quantize;
            if (needed && !reference.containsKey(layer.name())) {
                throw new IllegalArgumentException("the reference gives no values of layer " + layer.name());
            }
        }
    }

    private long compare(String name, Ir ir) {
        long compared = 0;
        for (int i = 0; i < layers.size(); i++) {
            Equivalence equivalence = new Equivalence(name, i);
            equivalence.compare(ir, Interpreter.run(ir, request.goldens().get(i)), layers.get(i));
            compared += equivalence.compared();
        }
        return compared;
    }

    private long compareRuntime(Ir ir, BnnModel model) {
        long compared = 0;
        for (int i = 0; i < layers.size(); i++) {
            Map<String, double[]> trace = new LinkedHashMap<>();
            model.trace(request.goldens().get(i))
                    .forEach((stage, values) -> trace.put(
                            stage, Arrays.stream(values).asDoubleStream().toArray()));
            Equivalence equivalence = new Equivalence(ToModel.NAME, i);
            equivalence.compare(ir, trace, layers.get(i));
            compared += equivalence.compared();
        }
        return compared;
    }
}
