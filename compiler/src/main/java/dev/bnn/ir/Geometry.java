package dev.bnn.ir;

import dev.bnn.model.Shape;

/** Windows of a convolution over its input; a dense layer is one window as large as the input. */
public record Geometry(Shape in, Shape out, int kernelHeight, int kernelWidth, int stride, int padding) {
    /** The windows of an {@link Op.Linear}, {@link Op.Pool} or {@link Op.Sum}. */
    public static Geometry of(Op op, Shape in) {
        if (op instanceof Op.Convolution c) {
            return windows(
                    in, c.weights().rows(), c.kernel(), c.stride(), c.padding().amount());
        }
        if (op instanceof Op.Pool p) {
            return windows(in, in.channels(), p.size(), p.stride(), 0);
        }
        if (op instanceof Op.Sum s) {
            return windows(in, in.channels(), s.size(), s.stride(), 0);
        }
        if (op instanceof Op.Dense d) {
            return new Geometry(in, Shape.vector(d.weights().rows()), in.height(), in.width(), 1, 0);
        }
        throw new IllegalArgumentException(op.getClass().getSimpleName() + " has no windows");
    }

    private static Geometry windows(Shape in, int channels, int kernel, int stride, int padding) {
        Shape out = new Shape(
                channels,
                (in.height() + 2 * padding - kernel) / stride + 1,
                (in.width() + 2 * padding - kernel) / stride + 1);
        return new Geometry(in, out, kernel, kernel, stride, padding);
    }

    /** Kernel taps without regard to channels. */
    public int taps() {
        return kernelHeight * kernelWidth;
    }

    /** Values of a window. */
    public int columns() {
        return taps() * in.channels();
    }

    /** True where a kernel tap of the window of output (y, x) lies on the input, not on padding. */
    public boolean inside(int y, int x, int kernelRow, int kernelColumn) {
        int iy = y * stride - padding + kernelRow;
        int ix = x * stride - padding + kernelColumn;
        return iy >= 0 && iy < in.height() && ix >= 0 && ix < in.width();
    }
}
