package dev.bnn.ir;

/** A matrix of integer weights, rows x columns in C order; columns run over kernel row, kernel column, channel. */
public record Weights(int rows, int columns, byte[] values) {
    public Weights {
        if ((long) rows * columns != values.length) {
            throw new IllegalArgumentException(rows + " x " + columns + " weights, but " + values.length + " given");
        }
    }

    public int at(int row, int column) {
        return values[row * columns + column];
    }
}
