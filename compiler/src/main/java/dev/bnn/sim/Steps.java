// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;

/**
 * What a unit does cycle by cycle for one image, free of stalls: the loops of its C++ without the arithmetic, which read
 * and write in the same cycle. {@link Stages} lie between the two.
 */
abstract class Steps {
    /** True if the present step reads a word. */
    boolean reads;
    /** True if the present step writes a word, after reading. */
    boolean writes;

    /** Goes on to the next step; false after the last. */
    abstract boolean next();

    static Steps of(Unit unit) {
        if (unit instanceof MatrixUnit.Depthwise d) {
            return new DepthwiseSteps(d);
        } else if (unit instanceof MatrixUnit m) {
            return new MatrixSteps(m);
        } else if (unit instanceof Unit.Window w) {
            return new WindowSteps(w);
        } else if (unit instanceof Unit.Width w) {
            return new WidthSteps(w);
        } else if (unit instanceof Unit.Pad p) {
            return new PadSteps(p);
        } else if (unit instanceof Unit.Pool p) {
            return new Counted(p.cycles(), p.taps());
        } else if (unit instanceof Unit.SumPool p) {
            return new Counted(p.cycles(), p.taps());
        } else if (unit instanceof Unit.LabelSelect l) {
            return new LabelSteps(l);
        }
        return new Counted(unit.cycles(), 1);
    }

    /** Reads in every step and writes in every so-manieth. */
    private static final class Counted extends Steps {
        private final long steps;
        private final int every;
        private long step;

        Counted(long steps, int every) {
            this.steps = steps;
            this.every = every;
        }

        @Override
        boolean next() {
            if (step == steps) {
                return false;
            }
            step++;
            reads = true;
            writes = step % every == 0;
            return true;
        }
    }

    /** Reads the vector in the first row fold; writes when the last column of a row fold is in. */
    private static final class MatrixSteps extends Steps {
        private final MatrixUnit unit;
        private final long perVector;
        private long step;

        MatrixSteps(MatrixUnit unit) {
            this.unit = unit;
            perVector = (long) unit.rowFolds() * unit.columnFolds();
        }

        @Override
        boolean next() {
            if (step == unit.cycles()) {
                return false;
            }
            long inVector = step % perVector;
            reads = inVector < unit.columnFolds();
            writes = inVector % unit.columnFolds() == unit.columnFolds() - 1;
            step++;
            return true;
        }
    }

    /** Reads a tap in its first row fold; writes in every row fold of the last tap. */
    private static final class DepthwiseSteps extends Steps {
        private final MatrixUnit.Depthwise unit;
        private long step;

        DepthwiseSteps(MatrixUnit.Depthwise unit) {
            this.unit = unit;
        }

        @Override
        boolean next() {
            if (step == unit.cycles()) {
                return false;
            }
            reads = step % unit.rowFolds() == 0;
            writes = step / unit.rowFolds() % unit.columnFolds() == unit.columnFolds() - 1;
            step++;
            return true;
        }
    }

    /** Fills the first rows, then writes windows while the rows of the next ones come in. */
    private static final class WindowSteps extends Steps {
        private final long fill;
        private final long rows;
        private final long writesPerRow;
        private final long readsPerRow;
        private final long stepsPerRow;
        private final long words;
        private long read;
        private long step;

        WindowSteps(Unit.Window w) {
            fill = (long) w.kernel() * w.in().width();
            rows = w.outHeight();
            writesPerRow = (long) w.outWidth() * w.kernel() * w.kernel();
            readsPerRow = (long) w.stride() * w.in().width();
            stepsPerRow = Math.max(writesPerRow, readsPerRow);
            words = w.in().pixels();
        }

        @Override
        boolean next() {
            if (step == fill + rows * stepsPerRow) {
                return false;
            }
            long inRow = (step - fill) % stepsPerRow;
            boolean filling = step < fill;
            reads = filling || inRow < readsPerRow && read < words;
            writes = !filling && inRow < writesPerRow;
            read += reads ? 1 : 0;
            step++;
            return true;
        }
    }

    private static final class WidthSteps extends Steps {
        private final Unit.Width unit;
        private long written;
        private int held;

        WidthSteps(Unit.Width unit) {
            this.unit = unit;
        }

        @Override
        boolean next() {
            if (written == unit.total()) {
                return false;
            }
            reads = held < unit.outBits();
            held += reads ? unit.inBits() : 0;
            writes = held >= unit.outBits();
            held -= writes ? unit.outBits() : 0;
            written += writes ? unit.outBits() : 0;
            return true;
        }
    }

    /** Reads all scores, then writes the labels. */
    private static final class LabelSteps extends Steps {
        private final Unit.LabelSelect unit;
        private long step;

        LabelSteps(Unit.LabelSelect unit) {
            this.unit = unit;
        }

        @Override
        boolean next() {
            if (step == unit.cycles()) {
                return false;
            }
            reads = step < unit.classes();
            writes = !reads;
            step++;
            return true;
        }
    }

    private static final class PadSteps extends Steps {
        private final Unit.Pad unit;
        private int step;

        PadSteps(Unit.Pad unit) {
            this.unit = unit;
        }

        @Override
        boolean next() {
            if (step == unit.out().pixels()) {
                return false;
            }
            int y = step / unit.out().width() - unit.amount();
            int x = step % unit.out().width() - unit.amount();
            reads = y >= 0 && y < unit.in().height() && x >= 0 && x < unit.in().width();
            writes = true;
            step++;
            return true;
        }
    }
}
