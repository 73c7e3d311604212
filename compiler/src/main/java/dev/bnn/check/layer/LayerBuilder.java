// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.check.values.ExprEvaluator;
import dev.bnn.check.values.Scope;
import dev.bnn.check.vocabulary.Limits;
import dev.bnn.model.Activation;
import dev.bnn.model.Factor;
import dev.bnn.model.Layer;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.source.Words;
import dev.bnn.syntax.Expr;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Numeral;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Adds layers to the network and checks that each fits the edge before it. */
public final class LayerBuilder {
    private final NetworkBuilder network;
    private final LayerNames names;
    private final ExprEvaluator evaluator;
    private final Diagnostics diagnostics;
    private final ShapeCertainty shapes;
    private final WindowChecker windows;
    private final GroupChecker groups;
    private final BranchJoins joins;
    private final SizeLimits sizes = new SizeLimits();
    /** Indexes of layers before which others may be missing. */
    private final Set<Integer> gaps = new TreeSet<>();

    /** @param sure false if the shape of the input is not known */
    public LayerBuilder(NetworkBuilder network, boolean sure, Diagnostics diagnostics) {
        this.network = network;
        this.shapes = new ShapeCertainty(sure, diagnostics);
        this.names = new LayerNames(diagnostics);
        this.evaluator = new ExprEvaluator(diagnostics);
        this.diagnostics = diagnostics;
        this.windows = new WindowChecker(shapes, evaluator, diagnostics);
        this.groups = new GroupChecker(shapes, evaluator, diagnostics);
        this.joins = new BranchJoins(network, shapes, diagnostics, gaps);
    }

    public int count() {
        return network.layers().size();
    }

    /** The layer that was added last. */
    public Layer last() {
        return network.layers().get(count() - 1);
    }

    /** Whether the shapes so far are as the source says. */
    public ShapeCertainty shapes() {
        return shapes;
    }

    /** True if the weights or the work were found to be too large. */
    public boolean tooLarge() {
        return sizes.tooLarge();
    }

    /** For each place where layers were left out, the number of layers before it. */
    public Set<Integer> gaps() {
        return gaps;
    }

    /** Marks a place where an unknown number of layers is missing. */
    public void skip() {
        shapes.lost();
        gaps.add(count());
    }

    /** The branches of a statement, none of which has begun. */
    public Branches branches() {
        return new Branches(count(), shapes.sure());
    }

    /** Begins the next branch of a statement. All branches but the first go back to the input of the statement. */
    public void begin(Branches branches, Span place) {
        if (!branches.none()) {
            shapes.back(branches.sure());
            if (!joins.image(branches)) {
                network.at(place).branch(joins.read(branches).name());
            }
        }
        branches.add(count());
    }

    /** Ends a branch. Each branch of a concat but the last is joined at once with those before it, so that joins nest. */
    public void end(Branches branches, LayerStatement layer, boolean last) {
        branches.finish(count(), shapes.sure());
        if (layer instanceof LayerStatement.Concat concat && !last && !joins.image(branches)) {
            Span place = concat.word().span();
            joins.join(branches, place, () -> network.at(place));
        }
    }

    /**
     * Adds a layer.
     *
     * @param branches the branches before it
     */
    public void add(LayerStatement layer, Branches branches, Scope scope) {
        layer.accept(new Adder(branches, scope));
    }

    private static double number(Optional<Numeral> given, double standard) {
        return given.map(Numeral::value).orElse(standard);
    }

    private final class Adder implements LayerStatement.Visitor<Void> {
        private final Branches branches;
        private final Scope scope;

        Adder(Branches branches, Scope scope) {
            this.branches = branches;
            this.scope = scope;
        }

        private LayerOptions named(LayerStatement layer) {
            return named(layer, layer.span());
        }

        private LayerOptions named(LayerStatement layer, Span place) {
            LayerOptions options = new LayerOptions(layer);
            network.at(place);
            options.get(LayerOption.As.class)
                    .filter(as -> names.take(as, scope))
                    .ifPresent(as -> network.as(as.name().text()));
            return options;
        }

        @Override
        public Void conv(LayerStatement.Conv conv) {
            LayerOptions options = named(conv);
            OptionalInt channels = evaluator.size(conv.channels(), "the number of channels", Limits.EXTENT, scope);
            if (channels.isEmpty()) {
                shapes.lost();
            }
            WindowChecker.Windows window = windows.windows(network.type(), options, scope);
            int rows = channels.orElse(1);
            int in = network.type().shape().channels();
            int parts = groups.groups(in, channels, options, scope);
            long columns =
                    (long) window.window().kernelHeight() * window.window().kernelWidth() * (in / parts);
            if (fits(conv.span(), new SizeLimits.Layer(rows, columns, window.positions(), window.framed()))) {
                network.conv(rows, window.window(), window.padding(), parts, options.weights());
            } else {
                network.conv(1, 1, 1, Padding.NONE, options.weights());
            }
            return null;
        }

        @Override
        public Void depthwise(LayerStatement.Depthwise depthwise) {
            LayerOptions options = named(depthwise);
            WindowChecker.Windows window = windows.windows(network.type(), options, scope);
            int rows = network.type().shape().channels();
            long columns =
                    (long) window.window().kernelHeight() * window.window().kernelWidth();
            if (fits(depthwise.span(), new SizeLimits.Layer(rows, columns, window.positions(), window.framed()))) {
                network.depthwise(window.window(), window.padding(), options.weights());
            } else {
                network.depthwise(1, 1, Padding.NONE, options.weights());
            }
            return null;
        }

        @Override
        public Void dense(LayerStatement.Dense dense) {
            LayerOptions options = named(dense);
            OptionalInt units = evaluator.size(dense.units(), "the number of units", Limits.EXTENT, scope);
            int columns = network.type().shape().size();
            boolean fits = fits(dense.span(), new SizeLimits.Layer(units.orElse(1), columns, 1, 0));
            network.dense(fits ? units.orElse(1) : 1, options.weights());
            shapes.known();
            if (units.isEmpty() || !fits) {
                shapes.lost();
            }
            return null;
        }

        @Override
        public Void pool(LayerStatement.Pool pool) {
            LayerOptions options = named(pool);
            WindowChecker.Windows windowed = windows.pooling(network.type(), pool, options, scope);
            int channels = network.type().shape().channels();
            if (pool.average()) {
                network.avgPool(windowed.window());
            } else if (windowed.padding().isNone()
                    || fits(pool.span(), new SizeLimits.Layer(channels, 0, windowed.positions(), windowed.framed()))) {
                network.maxPool(windowed.window(), windowed.padding());
            } else {
                network.maxPool(1, 1);
            }
            return null;
        }

        @Override
        public Void shuffle(LayerStatement.Shuffle shuffle) {
            named(shuffle);
            network.shuffle(groups.shuffled(network.type().shape().channels(), shuffle.groups(), scope));
            return null;
        }

        @Override
        public Void upsample(LayerStatement.Upsample upsample) {
            LayerOptions options = named(upsample);
            Optional<Factor> given = new Extents(evaluator, scope)
                    .sizes(upsample.factor(), "the factor")
                    .map(pair -> new Factor(pair.rows(), pair.columns()));
            if (given.isEmpty()) {
                shapes.lost();
            }
            Factor factor = given.orElse(Factor.NONE);
            network.upsample(enlarges(options.layer().span(), factor) ? factor : Factor.NONE);
            return null;
        }

        /** Whether memory can hold the repeated pixels; reports an error if it cannot. */
        private boolean enlarges(Span span, Factor factor) {
            Shape in = network.type().shape();
            long rows = (long) in.height() * factor.rows();
            long columns = (long) in.width() * factor.columns();
            if (Math.max(rows, columns) > Limits.EXTENT) {
                shapes.error(
                        Code.TOO_LARGE,
                        span,
                        "this layer yields a map of " + Words.count(rows) + " x " + Words.count(columns),
                        scope.hint("at most " + Words.count(Limits.EXTENT) + " rows and columns are possible"));
                return false;
            }
            return fits(span, new SizeLimits.Layer(in.channels(), 0, rows * columns, 0));
        }

        @Override
        public Void batchNorm(LayerStatement.BatchNorm layer) {
            LayerOptions options = named(layer);
            network.batchNorm(
                    options.get(LayerOption.Eps.class)
                            .flatMap(eps -> eps.value().decimal())
                            .orElse(NetworkBuilder.DEFAULT_EPS),
                    number(
                            options.get(LayerOption.Momentum.class).map(LayerOption.Momentum::value),
                            NetworkBuilder.DEFAULT_MOMENTUM));
            return null;
        }

        @Override
        public Void sign(LayerStatement.Sign layer) {
            named(layer);
            network.sign();
            return null;
        }

        @Override
        public Void quantize(LayerStatement.Quantize quantize) {
            named(quantize);
            network.quantize(activation(quantize));
            return null;
        }

        @Override
        public Void ternary(LayerStatement.Ternary layer) {
            named(layer);
            network.quantize(Activation.TERNARY);
            return null;
        }

        @Override
        public Void flatten(LayerStatement.Flatten layer) {
            named(layer);
            network.flatten();
            return null;
        }

        @Override
        public Void dropout(LayerStatement.Dropout dropout) {
            named(dropout);
            network.dropout(dropout.rate().value());
            return null;
        }

        @Override
        public Void residual(LayerStatement.Residual residual) {
            joins.residual(
                    residual,
                    branches,
                    scope,
                    () -> named(residual, residual.word().span()));
            return null;
        }

        @Override
        public Void concat(LayerStatement.Concat concat) {
            joins.concat(
                    concat, branches, scope, () -> named(concat, concat.word().span()));
            return null;
        }

        private Activation activation(LayerStatement.Quantize quantize) {
            if (quantize.bits().isEmpty()) {
                return Activation.RELU;
            }
            Expr written = quantize.bits().get();
            OptionalInt bits = evaluator.size(written, "the number of bits", Activation.MOST_BITS, scope);
            if (!quantize.signed() && bits.equals(OptionalInt.of(1))) {
                diagnostics.error(
                        Code.RANGE,
                        written.span(),
                        "a relu of 1 bit has the values 0 and 1, which no unit multiplies",
                        scope.hint("`sign` has one bit, a relu 2 to " + Activation.MOST_BITS));
            }
            return new Activation(bits.orElse(2), quantize.signed());
        }

        /** Whether memory can hold the weights and outputs of the layer and of the network; reports an error if it cannot. */
        private boolean fits(Span span, SizeLimits.Layer layer) {
            Optional<SizeLimits.Excess> excess = SizeLimits.ofLayer(layer);
            excess.ifPresent(e -> shapes.error(Code.TOO_LARGE, span, e.message(), scope.hint(e.hint())));
            if (excess.isEmpty()) {
                sizes.add(layer)
                        .filter(e -> shapes.everSure())
                        .ifPresent(e -> diagnostics.error(Code.TOO_LARGE, span, e.message(), scope.hint(e.hint())));
            }
            return excess.isEmpty();
        }
    }
}
