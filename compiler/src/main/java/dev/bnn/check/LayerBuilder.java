// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.model.Activation;
import dev.bnn.model.Layer;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.Numeral;
import dev.bnn.syntax.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adds layers to the network and checks that each fits the edge before it. After a mistake it goes on with some legal
 * shape, and says nothing of shapes until a dense layer makes them known again.
 */
final class LayerBuilder {
    private static final int UNKNOWN_PADDING = -1;

    private final NetworkBuilder network;
    private final LayerNames names;
    private final ExprEvaluator evaluator;
    private final Diagnostics diagnostics;
    private boolean sure;
    private boolean everSure;
    /** Numbers of layers before which others may be missing. */
    private final Set<Integer> gaps = new TreeSet<>();

    private final Sizes sizes = new Sizes();

    /** @param sure false where the shape of the input is not known */
    LayerBuilder(NetworkBuilder network, boolean sure, Diagnostics diagnostics) {
        this.network = network;
        this.sure = sure;
        this.everSure = sure;
        this.names = new LayerNames(diagnostics);
        this.evaluator = new ExprEvaluator(diagnostics);
        this.diagnostics = diagnostics;
    }

    int count() {
        return network.layers().size();
    }

    /** True if the shape of the last edge is as the source says. */
    boolean sure() {
        return sure;
    }

    /** True if the shapes of all edges are. */
    boolean everSure() {
        return everSure;
    }

    /** True where weights or work were found to be too much. */
    boolean tooLarge() {
        return sizes.tooLarge();
    }

    /** How many layers stand before each place where some were left out. */
    Set<Integer> gaps() {
        return gaps;
    }

    /** Says that layers are missing here, nobody knows which. */
    void skip() {
        lost();
        gaps.add(count());
    }

    private void lost() {
        sure = false;
        everSure = false;
    }

    /** Adds to what the body of a residual yields what it reads: the edge behind the first {@code before} layers. */
    void add(Statement.Residual residual, int before, Scope scope) {
        Span place = residual.word().span();
        boolean image =
                before == 0 || network.layers().get(before - 1).output().values() instanceof ValueSet.ScaledBytes;
        if (image) {
            if (gaps.isEmpty()) {
                error(
                        place,
                        "this residual begins with the image, to which nothing can be added",
                        "put a conv, a batchnorm and a sign before it",
                        scope);
            }
            lost();
            return;
        }
        if (before == count()) {
            if (!gaps.contains(before)) {
                error(
                        place,
                        "this residual has no layers",
                        "put between its braces what is added to their input",
                        scope);
            }
            return;
        }
        Layer from = network.layers().get(before - 1);
        Shape begin = from.output().shape();
        Shape end = network.type().shape();
        if (!begin.equals(end)) {
            String message = "this residual begins with " + begin + " and ends with " + end;
            String hint =
                    "a value is added to that at its place: pad with `same`, leave out strides and pools, and end with "
                            + begin.channels() + " channels";
            shape(place, message, hint, Codes.RESIDUAL, scope);
            return;
        }
        named(residual, place, scope);
        network.add(from.name());
    }

    private void error(Span span, String message, String hint, Scope scope) {
        diagnostics.error(Codes.RESIDUAL, span, message, scope.hint(hint));
    }

    private LayerOptions named(Statement.LayerStatement layer, Span place, Scope scope) {
        LayerOptions options = new LayerOptions(layer);
        network.at(place);
        options.get(LayerOption.As.class)
                .filter(as -> names.take(as.name(), scope))
                .ifPresent(as -> network.as(as.name().text()));
        return options;
    }

    void add(Statement.LayerStatement layer, Scope scope) {
        LayerOptions options = named(layer, layer.span(), scope);
        if (layer instanceof Statement.Conv conv) {
            conv(conv, options, scope);
        } else if (layer instanceof Statement.Depthwise depthwise) {
            depthwise(depthwise, options, scope);
        } else if (layer instanceof Statement.Dense dense) {
            dense(dense, options, scope);
        } else if (layer instanceof Statement.Pool pool) {
            pool(pool, options, scope);
        } else if (layer instanceof Statement.BatchNorm) {
            network.batchNorm(
                    options.get(LayerOption.Eps.class)
                            .flatMap(eps -> eps.value().decimal())
                            .orElse(NetworkBuilder.DEFAULT_EPS),
                    number(
                            options.get(LayerOption.Momentum.class).map(LayerOption.Momentum::value),
                            NetworkBuilder.DEFAULT_MOMENTUM));
        } else if (layer instanceof Statement.Sign) {
            network.sign();
        } else if (layer instanceof Statement.Quantize quantize) {
            network.quantize(activation(quantize, scope));
        } else if (layer instanceof Statement.Ternary) {
            network.quantize(Activation.TERNARY);
        } else if (layer instanceof Statement.Flatten) {
            network.flatten();
        } else if (layer instanceof Statement.Dropout dropout) {
            network.dropout(dropout.rate().value());
        }
    }

    private Activation activation(Statement.Quantize quantize, Scope scope) {
        OptionalInt bits = evaluator.size(quantize.bits(), "the number of bits", Activation.MOST_BITS, scope);
        if (!quantize.signed() && bits.equals(OptionalInt.of(1))) {
            diagnostics.error(
                    Codes.RANGE,
                    quantize.bits().span(),
                    "a relu of 1 bit has the values 0 and 1, which no unit multiplies",
                    scope.hint("`sign` has one bit, a relu 2 to " + Activation.MOST_BITS));
        }
        return new Activation(bits.orElse(2), quantize.signed());
    }

    private static double number(Optional<Numeral> given, double standard) {
        return given.map(Numeral::value).orElse(standard);
    }

    /** The windows of a convolution as its options say, cut down to what fits; framed: values of the padded input. */
    private record Windows(int kernel, int stride, Padding padding, long positions, long framed) {}

    private void conv(Statement.Conv conv, LayerOptions options, Scope scope) {
        OptionalInt channels = evaluator.size(conv.channels(), "the number of channels", Limits.EXTENT, scope);
        if (channels.isEmpty()) {
            lost();
        }
        Windows windows = windows(options, scope);
        int rows = channels.orElse(1);
        long columns = (long) windows.kernel()
                * windows.kernel()
                * network.type().shape().channels();
        if (fits(conv.span(), rows, columns, windows.positions(), windows.framed(), scope)) {
            network.conv(rows, windows.kernel(), windows.stride(), windows.padding(), options.weights());
        } else {
            network.conv(1, 1, 1, Padding.NONE, options.weights());
        }
    }

    private void depthwise(Statement.Depthwise depthwise, LayerOptions options, Scope scope) {
        Windows windows = windows(options, scope);
        int rows = network.type().shape().channels();
        long columns = (long) windows.kernel() * windows.kernel();
        if (fits(depthwise.span(), rows, columns, windows.positions(), windows.framed(), scope)) {
            network.depthwise(windows.kernel(), windows.stride(), windows.padding(), options.weights());
        } else {
            network.depthwise(1, 1, Padding.NONE, options.weights());
        }
    }

    private Windows windows(LayerOptions options, Scope scope) {
        Optional<LayerOption.Kernel> written = options.get(LayerOption.Kernel.class);
        OptionalInt size = written.isEmpty()
                ? OptionalInt.empty()
                : evaluator.size(written.get().size(), "the kernel", Limits.EXTENT, scope);
        OptionalInt stride = stride(options, 1, scope);
        if (size.isEmpty() || stride.isEmpty()) {
            lost();
        }
        int kernel = size.orElse(1);
        Padding padding = padding(options, kernel, scope);
        Shape in = network.type().shape();
        Shape framed = new Shape(in.channels(), in.height() + 2 * padding.amount(), in.width() + 2 * padding.amount());
        int most = Math.min(framed.height(), framed.width());
        if (kernel > most) {
            String what = "a kernel of " + kernel + " x " + kernel;
            tooLarge(
                    written.orElseThrow().span(), what, padding.amount() > 0 ? "padded input" : "input", framed, scope);
            kernel = most;
        }
        int step = stride.orElse(1);
        long positions = ((framed.height() - kernel) / step + 1L) * ((framed.width() - kernel) / step + 1L);
        long values = (long) framed.channels() * framed.height() * framed.width();
        return new Windows(kernel, step, padding, positions, values);
    }

    private void dense(Statement.Dense dense, LayerOptions options, Scope scope) {
        OptionalInt units = evaluator.size(dense.units(), "the number of units", Limits.EXTENT, scope);
        int columns = network.type().shape().size();
        boolean fits = fits(dense.span(), units.orElse(1), columns, 1, 0, scope);
        network.dense(fits ? units.orElse(1) : 1, options.weights());
        sure = true;
        if (units.isEmpty() || !fits) {
            lost();
        }
    }

    private void pool(Statement.Pool pool, LayerOptions options, Scope scope) {
        Shape in = network.type().shape();
        int most = Math.min(in.height(), in.width());
        if (pool.size().isEmpty()) {
            if (in.height() != in.width()) {
                shape(pool.span(), "a global pool of " + in + " is not square", "pool windows are square", scope);
            }
            add(pool, most, 1);
            return;
        }
        OptionalInt given = evaluator.size(pool.size().get(), "the pool's window", Limits.EXTENT, scope);
        OptionalInt stride = stride(options, given.orElse(1), scope);
        if (given.isEmpty() || stride.isEmpty()) {
            lost();
        }
        int size = given.orElse(1);
        if (size > most) {
            tooLarge(pool.span(), "a window of " + size + " x " + size, "input", in, scope);
            size = most;
        }
        add(pool, size, stride.orElse(1));
    }

    private void add(Statement.Pool pool, int size, int stride) {
        if (pool.average()) {
            network.avgPool(size, stride);
        } else {
            network.maxPool(size, stride);
        }
    }

    private OptionalInt stride(LayerOptions options, int standard, Scope scope) {
        Optional<LayerOption.Stride> stride = options.get(LayerOption.Stride.class);
        return stride.isEmpty()
                ? OptionalInt.of(standard)
                : evaluator.size(stride.get().step(), "the stride", Limits.EXTENT, scope);
    }

    private Padding padding(LayerOptions options, int kernel, Scope scope) {
        Optional<LayerOption.Padding> option = options.get(LayerOption.Padding.class);
        if (option.isEmpty() || !option.get().same()) {
            return Padding.NONE;
        }
        Span span = option.get().span();
        if (kernel % 2 == 0) {
            shape(
                    span,
                    "a kernel of " + kernel + " x " + kernel + " has no middle, so that no padding keeps the size",
                    "use an odd kernel, such as " + (kernel - 1) + " or " + (kernel + 1) + ", or `padding none`",
                    Codes.EVEN_KERNEL,
                    scope);
            return Padding.NONE;
        }
        Optional<Numeral> value = option.get().value();
        boolean bipolar = network.type().values() instanceof ValueSet.Bipolar;
        boolean odd = bipolar || network.type().values() instanceof ValueSet.Integers i && i.step() == 2;
        if (value.isEmpty() && odd && kernel > 1) {
            diagnostics.error(
                    Codes.PADDING_VALUE,
                    span,
                    "the values here are " + (bipolar ? "-1 and +1" : "odd numbers")
                            + ", so the padding must say which value it has",
                    scope.hint(
                            "`padding same -1` or `same +1` costs nothing in hardware, `same 0` other thresholds at the"
                                    + " border"));
            return Padding.same(kernel, UNKNOWN_PADDING);
        }
        return Padding.same(kernel, value.map(v -> (int) Math.signum(v.value())).orElse(0));
    }

    private void tooLarge(Span span, String what, String input, Shape shape, Scope scope) {
        shape(
                span,
                what + " is larger than its " + input + " of " + shape.height() + " x " + shape.width(),
                "make it smaller, or pool and stride less before it",
                scope);
    }

    /** Whether weights and outputs can be held, of the layer and of the network with it; an error where they cannot. */
    private boolean fits(Span span, int rows, long columns, long positions, long framed, Scope scope) {
        Optional<Sizes.Excess> excess = Sizes.ofLayer(rows, columns, positions, framed);
        excess.ifPresent(e -> shape(span, e.message(), e.hint(), Codes.TOO_LARGE, scope));
        if (excess.isEmpty()) {
            sizes.add(rows * columns, positions)
                    .filter(e -> everSure)
                    .ifPresent(e -> diagnostics.error(Codes.TOO_LARGE, span, e.message(), scope.hint(e.hint())));
        }
        return excess.isEmpty();
    }

    private void shape(Span span, String message, String hint, Scope scope) {
        shape(span, message, hint, Codes.WINDOW, scope);
    }

    /** An error about shapes, unless they are not known; they are not from here on. */
    private void shape(Span span, String message, String hint, String code, Scope scope) {
        if (sure) {
            diagnostics.error(code, span, message, scope.hint(hint));
        }
        lost();
    }
}
