// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.emit.Backend;
import dev.bnn.estimate.CostModel;
import dev.bnn.estimate.Estimate;
import dev.bnn.fold.FoldPlan;
import dev.bnn.fold.FoldSearch;
import dev.bnn.ir.Ir;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.pass.NominalParameters;
import dev.bnn.sim.SizedDesign;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hardware figures of networks that are being typed. Lowering, the search for foldings and the simulation of streams take from
 * milliseconds to many seconds, so {@link #compute} is for a background thread, and {@link #known} returns what it found. Both may
 * be called from any thread. Results stay valid while the text moves, as long as layers and target are the same.
 */
public final class Hardware {
    /** Largest number of designs that are remembered. */
    private static final int MOST = 32;

    private final Function<Target, Backend> backends;
    private final Map<List<String>, Figures> designs = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Figures> eldest) {
            return size() > MOST;
        }
    };

    private String lowered = "";
    private Optional<Ir> ir = Optional.empty();

    /** @param backends the back end for a target */
    public Hardware(Function<Target, Backend> backends) {
        this.backends = backends;
    }

    /** The figures that were computed for the same layers and the same target, perhaps with streams that are not sized yet. */
    public Optional<Figures> known(Network network, Target target) {
        synchronized (designs) {
            return Optional.ofNullable(designs.get(key(network, target)));
        }
    }

    /**
     * Computes the figures of a target of the network. To cancel it, interrupt the thread.
     *
     * @param first called, in this thread, with figures before the streams are sized; they come much earlier for large networks
     * @return empty for a network that hardware cannot compute, or for illegal foldings or depths
     * @throws CancellationException if the thread is interrupted
     */
    public Optional<Figures> compute(Network network, Target target, Consumer<Figures> first) {
        Optional<Figures> before = known(network, target).filter(Figures::sized);
        if (before.isPresent() || !network.synthesizable()) {
            return before;
        }
        try {
            Ir integers = lower(network);
            check();
            Backend backend = backends.apply(target);
            CostModel costs = backend.costs(target);
            FoldPlan plan = FoldSearch.plan(integers, Optional.of(target), costs);
            check();
            Dataflow flow = DataflowBuilder.unfolded(integers, target.labels()).fold(plan.foldings());
            Figures unsized = new Figures(
                    target, Estimate.of(flow, costs), flow.bottleneck().cycles(), false);
            keep(network, unsized);
            first.accept(unsized);
            SizedDesign design = backend.size(target, flow);
            Figures sized =
                    new Figures(target, design.estimate(), design.sized().interval(), true);
            keep(network, sized);
            return Optional.of(sized);
        } catch (DiagnosticException e) {
            return Optional.empty();
        }
    }

    private void keep(Network network, Figures figures) {
        synchronized (designs) {
            designs.put(key(network, figures.target()), figures);
        }
    }

    /** The integer network; that of the last call if the layers are the same. */
    private synchronized Ir lower(Network network) {
        String layers = layers(network);
        if (ir.isEmpty() || !lowered.equals(layers)) {
            ir = Optional.empty();
            LoweringRequest request = new LoweringRequest(
                    network, NominalParameters.of(network), Optional.empty(), List.of(), Optional.empty());
            ir = Optional.of(Lowering.lower(request, pass -> check()).ir());
            lowered = layers;
        }
        return ir.get();
    }

    private static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted while figures are computed");
        }
    }

    private static List<String> key(Network network, Target target) {
        return List.of(layers(network), unplaced(target, target.span()));
    }

    private static String layers(Network network) {
        return network.layers().stream()
                .map(layer -> unplaced(layer, layer.span()))
                .collect(Collectors.joining(
                        "\n",
                        network.name() + network.input(),
                        network.classes().toString()));
    }

    /** The content of a layer or target, without its places in the text. */
    private static String unplaced(Object part, Span span) {
        return part.toString().replaceAll(Pattern.quote(span.file()) + ":\\d+:\\d+", "");
    }
}
