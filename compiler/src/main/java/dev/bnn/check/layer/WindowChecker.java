// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.check.values.ExprEvaluator;
import dev.bnn.check.values.Scope;
import dev.bnn.check.vocabulary.Limits;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import dev.bnn.model.Window;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.syntax.Expr;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Numeral;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the windows of convolutions and pools, and checks that they fit the edge before them. */
final class WindowChecker {
    private static final int UNKNOWN_PADDING = -1;

    private final ShapeCertainty shapes;
    private final ExprEvaluator evaluator;
    private final Diagnostics diagnostics;

    WindowChecker(ShapeCertainty shapes, ExprEvaluator evaluator, Diagnostics diagnostics) {
        this.shapes = shapes;
        this.evaluator = evaluator;
        this.diagnostics = diagnostics;
    }

    /**
     * The windows of a convolution as its options say, cut down to what fits.
     *
     * @param positions how many windows there are
     * @param framed values of the padded input
     */
    record Windows(Window window, Padding padding, long positions, long framed) {}

    Windows windows(TensorType input, LayerOptions options, Scope scope) {
        Optional<LayerOption.Kernel> written = options.get(LayerOption.Kernel.class);
        OptionalInt size = written.isEmpty()
                ? OptionalInt.empty()
                : evaluator.size(written.get().size(), "the kernel", Limits.EXTENT, scope);
        OptionalInt stride = stride(options, 1, scope);
        if (size.isEmpty() || stride.isEmpty()) {
            shapes.lost();
        }
        int kernel = size.orElse(1);
        Padding padding = padding(input, options, kernel, scope);
        Shape in = input.shape();
        Shape framed = padding.around(in);
        int most = Math.min(framed.height(), framed.width());
        if (kernel > most) {
            String what = "a kernel of " + kernel + " x " + kernel;
            tooLarge(written.orElseThrow().span(), what, !padding.isNone() ? "padded input" : "input", framed, scope);
            kernel = most;
        }
        int step = stride.orElse(1);
        long positions = ((framed.height() - kernel) / step + 1L) * ((framed.width() - kernel) / step + 1L);
        long values = (long) framed.channels() * framed.height() * framed.width();
        return new Windows(Window.square(kernel, step), padding, positions, values);
    }

    /** The windows of a pool, cut down to what fits. */
    Window pooling(Shape in, LayerStatement.Pool pool, LayerOptions options, Scope scope) {
        int most = Math.min(in.height(), in.width());
        if (pool.size().isEmpty()) {
            if (in.height() != in.width()) {
                window(pool.span(), "a global pool of " + in + " is not square", "pool windows are square", scope);
            }
            return Window.square(most, 1);
        }
        OptionalInt given = evaluator.size(pool.size().get(), "the pool's window", Limits.EXTENT, scope);
        OptionalInt stride = stride(options, given.orElse(1), scope);
        if (given.isEmpty() || stride.isEmpty()) {
            shapes.lost();
        }
        int size = given.orElse(1);
        if (size > most) {
            tooLarge(pool.span(), "a window of " + size + " x " + size, "input", in, scope);
            size = most;
        }
        return Window.square(size, stride.orElse(1));
    }

    private OptionalInt stride(LayerOptions options, int standard, Scope scope) {
        Optional<LayerOption.Stride> stride = options.get(LayerOption.Stride.class);
        return stride.isEmpty()
                ? OptionalInt.of(standard)
                : evaluator.size(stride.get().step(), "the stride", Limits.EXTENT, scope);
    }

    private Padding padding(TensorType input, LayerOptions options, int kernel, Scope scope) {
        Optional<LayerOption.Padding> option = options.get(LayerOption.Padding.class);
        if (option.isEmpty() || !option.get().same()) {
            return Padding.NONE;
        }
        Span span = option.get().span();
        if (kernel % 2 == 0) {
            shapes.error(
                    Code.EVEN_KERNEL,
                    span,
                    "a kernel of " + kernel + " x " + kernel + " has no middle, so that no padding keeps the size",
                    oddKernel(kernel, options, span, scope));
            return Padding.NONE;
        }
        Optional<Numeral> value = option.get().value();
        boolean bipolar = input.values() instanceof ValueSet.Bipolar;
        boolean odd = bipolar || input.values() instanceof ValueSet.Integers i && i.step() == 2;
        if (value.isEmpty() && odd && kernel > 1) {
            diagnostics.error(
                    Code.PADDING_VALUE,
                    span,
                    "the values here are " + (bipolar ? "-1 and +1" : "odd numbers")
                            + ", so the padding must say which value it has",
                    Advice.of(scope.hint(
                                    "`padding same -1` or `same +1` costs nothing in hardware, `same 0` other thresholds at the"
                                            + " border"))
                            .replacing(span, "padding same -1")
                            .replacing(span, "padding same +1")
                            .replacing(span, "padding same 0"));
            return new Padding(kernel / 2, UNKNOWN_PADDING);
        }
        return new Padding(
                kernel / 2, value.map(v -> (int) Math.signum(v.value())).orElse(0));
    }

    private static Advice oddKernel(int kernel, LayerOptions options, Span padding, Scope scope) {
        Advice advice = Advice.of(scope.hint(
                "use an odd kernel, such as " + (kernel - 1) + " or " + (kernel + 1) + ", or `padding none`"));
        Optional<Span> written = options.get(LayerOption.Kernel.class)
                .map(LayerOption.Kernel::size)
                .filter(Expr.Literal.class::isInstance)
                .map(Expr::span);
        if (written.isPresent()) {
            advice = advice.replacing(written.get(), Integer.toString(kernel - 1))
                    .replacing(written.get(), Integer.toString(kernel + 1));
        }
        return advice.replacing(padding, "padding none");
    }

    private void tooLarge(Span span, String what, String input, Shape shape, Scope scope) {
        window(
                span,
                what + " is larger than its " + input + " of " + shape.height() + " x " + shape.width(),
                "make it smaller, or pool and stride less before it",
                scope);
    }

    private void window(Span span, String message, String hint, Scope scope) {
        shapes.error(Code.WINDOW, span, message, scope.hint(hint));
    }
}
