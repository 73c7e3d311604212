// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.check.layer.Extents.Pair;
import dev.bnn.check.values.ExprEvaluator;
import dev.bnn.check.values.Scope;
import dev.bnn.check.vocabulary.Limits;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.Window;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.syntax.Extent;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.LayerStatement;
import java.util.Optional;
import java.util.function.Function;

/** Reads the windows of convolutions and pools, and checks that they fit the edge before them. */
final class WindowChecker {
    private final ShapeCertainty shapes;
    private final ExprEvaluator evaluator;
    private final PaddingReader paddings;

    WindowChecker(ShapeCertainty shapes, ExprEvaluator evaluator, Diagnostics diagnostics) {
        this.shapes = shapes;
        this.evaluator = evaluator;
        this.paddings = new PaddingReader(shapes, diagnostics);
    }

    /**
     * The windows of a convolution or a pool by its options, reduced to what fits.
     *
     * @param positions number of windows
     * @param framed values of the padded input
     */
    record Windows(Window window, Padding padding, long positions, long framed) {}

    Windows windows(TensorType input, LayerOptions options, Scope scope) {
        Extents extents = new Extents(evaluator, scope);
        Optional<Extent> written = options.get(LayerOption.Kernel.class).map(LayerOption.Kernel::size);
        Optional<Pair> kernel = written.flatMap(e -> extents.sizes(e, "the kernel"));
        Optional<Pair> stride =
                option(options, LayerOption.Stride.class, LayerOption.Stride::step, "the stride", Pair.ONE, extents);
        Optional<Pair> dilation = option(
                options, LayerOption.Dilation.class, LayerOption.Dilation::distance, "the dilation", Pair.ONE, extents);
        if (kernel.isEmpty() || stride.isEmpty() || dilation.isEmpty()) {
            shapes.lost();
        }
        Pair size = kernel.orElse(Pair.ONE);
        Pair apart = dilation.orElse(Pair.ONE);
        Pair step = stride.orElse(Pair.ONE);
        Span place = options.get(LayerOption.Kernel.class)
                .map(LayerOption.Kernel::span)
                .orElse(options.layer().span());
        if (span(size.rows(), apart.rows()) > Limits.EXTENT || span(size.columns(), apart.columns()) > Limits.EXTENT) {
            String message = kernel(size, apart) + " is larger than every map";
            error(place, message, Advice.of(scope.hint("make the kernel or the dilation smaller")));
            size = Pair.ONE;
        }
        Window wanted = window(size, step, apart);
        Padding padding = paddings.read(input, wanted, options, extents);
        Shape framed = padding.around(input.shape());
        Window window = wanted;
        if (!wanted.fits(framed)) {
            Advice advice = series(input.shape(), written.orElseThrow(), size, "kernel", scope)
                    .orElse(smaller(scope));
            tooLarge(place, kernel(size, apart), input(padding), framed, advice);
            window = window(
                    new Pair(
                            most(size.rows(), apart.rows(), framed.height()),
                            most(size.columns(), apart.columns(), framed.width())),
                    step,
                    apart);
        }
        return of(input.shape(), window, padding);
    }

    private static Windows of(Shape in, Window window, Padding padding) {
        Shape framed = padding.around(in);
        Shape out = window.over(in, padding, 1);
        long values = (long) framed.channels() * framed.height() * framed.width();
        return new Windows(window, padding, (long) out.height() * out.width(), values);
    }

    /** The windows of a pool, reduced to what fits. */
    Windows pooling(TensorType input, LayerStatement.Pool pool, LayerOptions options, Scope scope) {
        Shape in = input.shape();
        if (pool.size().isEmpty()) {
            return of(in, window(new Pair(in.height(), in.width()), Pair.ONE, Pair.ONE), Padding.NONE);
        }
        Extents extents = new Extents(evaluator, scope);
        Optional<Pair> given = extents.sizes(pool.size().get(), "the pool's window");
        Optional<Pair> stride = option(
                options,
                LayerOption.Stride.class,
                LayerOption.Stride::step,
                "the stride",
                given.orElse(Pair.ONE),
                extents);
        if (given.isEmpty() || stride.isEmpty()) {
            shapes.lost();
        }
        Pair size = given.orElse(Pair.ONE);
        Pair step = stride.orElse(Pair.ONE);
        Window window = window(size, step, Pair.ONE);
        Padding padding = pool.average() ? Padding.NONE : paddings.ofPool(input, window, options, extents);
        if (!window.fits(padding.around(in))) {
            String word = pool.average() ? "avgpool" : "maxpool";
            Advice advice = series(in, pool.size().get(), size, word, scope).orElse(smaller(scope));
            String what = "a window of " + size.rows() + " x " + size.columns();
            tooLarge(pool.span(), what, input(padding), padding.around(in), advice);
            Pair whole = new Pair(Math.min(size.rows(), in.height()), Math.min(size.columns(), in.width()));
            return of(in, window(whole, step, Pair.ONE), Padding.NONE);
        }
        return of(in, window, padding);
    }

    private static String input(Padding padding) {
        return padding.isNone() ? "input" : "padded input";
    }

    private static <T extends LayerOption> Optional<Pair> option(
            LayerOptions options,
            Class<T> kind,
            Function<T, Extent> extent,
            String what,
            Pair standard,
            Extents extents) {
        Optional<T> option = options.get(kind);
        return option.isEmpty() ? Optional.of(standard) : extents.sizes(extent.apply(option.get()), what);
    }

    private static Window window(Pair size, Pair step, Pair apart) {
        return new Window(size.rows(), size.columns(), step.rows(), step.columns(), apart.rows(), apart.columns());
    }

    private static long span(int kernel, int dilation) {
        return (kernel - 1L) * dilation + 1;
    }

    /** The largest kernel that fits with this dilation. */
    private static int most(int kernel, int dilation, int extent) {
        return Math.min(kernel, (extent - 1) / dilation + 1);
    }

    private static String kernel(Pair size, Pair apart) {
        String text = "a kernel of " + size.rows() + " x " + size.columns();
        return apart.equals(Pair.ONE)
                ? text
                : text + " that spans " + span(size.rows(), apart.rows()) + " x "
                        + span(size.columns(), apart.columns());
    }

    /** What to do if one number stands for rows and columns, but the map has only one row. */
    private static Optional<Advice> series(Shape in, Extent written, Pair size, String word, Scope scope) {
        boolean one = in.height() == 1 && written.columns().isEmpty() && size.columns() <= in.width();
        return one
                ? Optional.of(Advice.of(scope.hint("the map is a row, so windows are rows: write `" + word + " 1 x "
                                + size.columns() + "`"))
                        .insertingBefore(written.span(), "1 x "))
                : Optional.empty();
    }

    private static Advice smaller(Scope scope) {
        return Advice.of(scope.hint("make it smaller, or pool and stride less before it"));
    }

    private void tooLarge(Span span, String what, String input, Shape shape, Advice advice) {
        error(span, what + " is larger than its " + input + " of " + shape.height() + " x " + shape.width(), advice);
    }

    private void error(Span span, String message, Advice advice) {
        shapes.error(Code.WINDOW, span, message, advice);
    }
}
