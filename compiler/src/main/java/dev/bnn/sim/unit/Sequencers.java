// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.unit;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Factor;

/** The sequencer of each unit. */
final class Sequencers implements Unit.Visitor<Sequencer> {
    static final Sequencers INSTANCE = new Sequencers();

    private Sequencers() {}

    @Override
    public Sequencer byteThreshold(Unit.ByteThreshold unit) {
        return new Periodic(unit, 1);
    }

    @Override
    public Sequencer pad(Unit.Pad unit) {
        return new Pad(unit);
    }

    @Override
    public Sequencer window(Unit.Window unit) {
        return new Window(unit);
    }

    @Override
    public Sequencer width(Unit.Width unit) {
        return new Width(unit);
    }

    @Override
    public Sequencer sumPool(Unit.SumPool unit) {
        return new Periodic(unit, unit.taps());
    }

    @Override
    public Sequencer pool(Unit.Pool unit) {
        return new Periodic(unit, unit.taps());
    }

    @Override
    public Sequencer shuffle(Unit.Shuffle unit) {
        return new Periodic(unit, 1);
    }

    @Override
    public Sequencer upsample(Unit.Upsample unit) {
        return new Upsample(unit);
    }

    @Override
    public Sequencer fork(Unit.Fork unit) {
        return new Periodic(unit, 1);
    }

    @Override
    public Sequencer add(Unit.Add unit) {
        return new Periodic(unit, 1);
    }

    @Override
    public Sequencer concat(Unit.Concat unit) {
        return new Periodic(unit, 1);
    }

    @Override
    public Sequencer labelSelect(Unit.LabelSelect unit) {
        return new Labels(unit);
    }

    @Override
    public Sequencer mvtu(MatrixUnit.Mvtu unit) {
        return new Matrix(unit);
    }

    @Override
    public Sequencer depthwise(MatrixUnit.Depthwise unit) {
        return new Depthwise(unit);
    }

    @Override
    public Sequencer scores(MatrixUnit.Scores unit) {
        return new Matrix(unit);
    }

    /** Reads every iteration; writes every n-th. */
    private static final class Periodic extends Sequencer {
        private final int period;

        Periodic(Unit unit, int period) {
            super(unit);
            this.period = period;
        }

        @Override
        void fire(long iteration) {
            reads = true;
            writes = iteration % period == period - 1;
        }
    }

    /** Reads a vector in the first row fold of its group; writes in the last column fold of each row fold. */
    private static final class Matrix extends Sequencer {
        private final int columnFolds;
        private final long perVector;

        Matrix(MatrixUnit unit) {
            super(unit);
            columnFolds = unit.columnFolds();
            perVector = (long) unit.foldsPerVector() * columnFolds;
        }

        @Override
        void fire(long iteration) {
            long inVector = iteration % perVector;
            reads = inVector < columnFolds;
            writes = inVector % columnFolds == columnFolds - 1;
        }
    }

    /** Reads a tap in its first row fold; writes in every row fold of the last tap. */
    private static final class Depthwise extends Sequencer {
        private final int rowFolds;
        private final int taps;

        Depthwise(MatrixUnit.Depthwise unit) {
            super(unit);
            rowFolds = unit.rowFolds();
            taps = unit.columnFolds();
        }

        @Override
        void fire(long iteration) {
            reads = iteration % rowFolds == 0;
            writes = iteration / rowFolds % taps == taps - 1;
        }
    }

    /** Fills the first rows, then writes windows while it reads the rows of the next ones. */
    private static final class Window extends Sequencer {
        private final long fill;
        private final long writesPerRow;
        private final long readsPerRow;
        private final long iterationsPerRow;
        private final long words;
        private long read;

        Window(Unit.Window unit) {
            super(unit);
            fill = unit.fill();
            writesPerRow = unit.writesPerRow();
            readsPerRow = unit.readsPerRow();
            iterationsPerRow = Math.max(writesPerRow, readsPerRow);
            words = unit.in().pixels();
        }

        @Override
        void fire(long iteration) {
            long inRow = (iteration - fill) % iterationsPerRow;
            boolean filling = iteration < fill;
            reads = filling || inRow < readsPerRow && read < words;
            writes = !filling && inRow < writesPerRow;
            read += reads ? 1 : 0;
        }
    }

    /** Reads while it holds less than a word of its output; writes as soon as it holds one. */
    private static final class Width extends Sequencer {
        private final Unit.Width unit;
        private int held;

        Width(Unit.Width unit) {
            super(unit);
            this.unit = unit;
        }

        @Override
        void fire(long iteration) {
            reads = held < unit.outBits();
            held += reads ? unit.inBits() : 0;
            writes = held >= unit.outBits();
            held -= writes ? unit.outBits() : 0;
        }
    }

    /** Reads all scores of a position, then writes its labels. */
    private static final class Labels extends Sequencer {
        private final int classes;
        private final int perPosition;

        Labels(Unit.LabelSelect unit) {
            super(unit);
            classes = unit.classes();
            perPosition = classes + unit.top();
        }

        @Override
        void fire(long iteration) {
            reads = iteration % perPosition < classes;
            writes = !reads;
        }
    }

    /** Writes every iteration; reads where the written pixel is not one that it repeats. */
    private static final class Upsample extends Sequencer {
        private final Factor factor;
        private final int width;

        Upsample(Unit.Upsample unit) {
            super(unit);
            factor = unit.factor();
            width = unit.out().width();
        }

        @Override
        void fire(long iteration) {
            reads = iteration / width % factor.rows() == 0 && iteration % width % factor.columns() == 0;
            writes = true;
        }
    }

    /** Writes every iteration; reads where the written pixel is not padding. */
    private static final class Pad extends Sequencer {
        private final Unit.Pad unit;
        private final int width;

        Pad(Unit.Pad unit) {
            super(unit);
            this.unit = unit;
            width = unit.out().width();
        }

        @Override
        void fire(long iteration) {
            long y = iteration / width - unit.padding().top();
            long x = iteration % width - unit.padding().left();
            reads = y >= 0 && y < unit.in().height() && x >= 0 && x < unit.in().width();
            writes = true;
        }
    }
}
