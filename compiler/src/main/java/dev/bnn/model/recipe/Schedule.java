// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.recipe;

/** Learning rate by epoch; epochs count from 0. */
public sealed interface Schedule {
    double initial();

    /** The rate in an epoch of a run of that many epochs. */
    double at(int epoch, int epochs);

    /** This schedule with another initial rate. */
    Schedule withInitial(double rate);

    /** Calls the method of {@code visitor} for this schedule. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind of schedule, so that code that forgets one does not compile. */
    interface Visitor<R> {
        R constant(Constant schedule);

        R halved(Halved schedule);

        R stepped(Stepped schedule);

        R exponential(Exponential schedule);

        R cosine(Cosine schedule);

        R legs(Legs schedule);

        R oneCycle(OneCycle schedule);

        R warmUp(WarmUp schedule);
    }

    record Constant(double initial) implements Schedule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }

        @Override
        public double at(int epoch, int epochs) {
            return initial;
        }

        @Override
        public Schedule withInitial(double rate) {
            return new Constant(rate);
        }
    }

    record Halved(double initial, int every) implements Schedule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.halved(this);
        }

        @Override
        public double at(int epoch, int epochs) {
            return initial * Math.pow(0.5, epoch / every);
        }

        @Override
        public Schedule withInitial(double rate) {
            return new Halved(rate, every);
        }
    }

    /** Multiplies the rate by {@code factor} after every {@code every} epochs. */
    record Stepped(double initial, double factor, int every) implements Schedule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.stepped(this);
        }

        @Override
        public double at(int epoch, int epochs) {
            return initial * Math.pow(factor, epoch / every);
        }

        @Override
        public Schedule withInitial(double rate) {
            return new Stepped(rate, factor, every);
        }
    }

    /** Geometric from initial in the first epoch to last in the last. */
    record Exponential(double initial, double last) implements Schedule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.exponential(this);
        }

        @Override
        public double at(int epoch, int epochs) {
            return epochs < 2 ? initial : initial * Math.pow(last / initial, (double) epoch / (epochs - 1));
        }

        @Override
        public Schedule withInitial(double rate) {
            return new Exponential(rate, rate * (last / initial));
        }
    }

    /** Half a cosine from initial toward 0 (Loshchilov and Hutter 2017, without warm restarts). */
    record Cosine(double initial) implements Schedule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.cosine(this);
        }

        @Override
        public double at(int epoch, int epochs) {
            return initial * 0.5 * (1 + Math.cos(Math.PI * epoch / epochs));
        }

        @Override
        public Schedule withInitial(double rate) {
            return new Cosine(rate);
        }
    }

    /**
     * Legs of {@code every} epochs, each half a cosine toward 0: warm restarts (Loshchilov and Hutter 2017). The first leg begins
     * at the initial rate, each later one at factor times the rate of the leg before. No rate depends on the number of epochs, so a
     * longer run begins with the same epochs.
     */
    record Legs(double initial, int every, double factor) implements Schedule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.legs(this);
        }

        @Override
        public double at(int epoch, int epochs) {
            double first = initial * Math.pow(factor, epoch / every);
            return first * 0.5 * (1 + Math.cos(Math.PI * (epoch % every) / every));
        }

        @Override
        public Schedule withInitial(double rate) {
            return new Legs(rate, every, factor);
        }
    }

    /**
     * One cycle (Smith and Topin 2018): half a cosine from initial / 25 up to initial in the first 30 % of the run, then half a
     * cosine down to initial / 10,000. An epoch has the rate of its middle.
     */
    record OneCycle(double initial) implements Schedule {
        private static final double RISE = 0.3;
        private static final double FIRST = 1.0 / 25;
        private static final double LAST = 1e-4;

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.oneCycle(this);
        }

        @Override
        public double at(int epoch, int epochs) {
            double done = (epoch + 0.5) / epochs;
            return initial
                    * (done < RISE ? between(FIRST, 1, done / RISE) : between(1, LAST, (done - RISE) / (1 - RISE)));
        }

        private static double between(double from, double to, double share) {
            return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * share));
        }

        @Override
        public Schedule withInitial(double rate) {
            return new OneCycle(rate);
        }
    }

    /**
     * Rises in equal steps over the first {@code warmUp} epochs, in epoch e to (e + 1) / (warmUp + 1) of the initial rate; the
     * other schedule then runs over the epochs that are left.
     */
    record WarmUp(Schedule then, int warmUp) implements Schedule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.warmUp(this);
        }

        @Override
        public double initial() {
            return then.initial();
        }

        @Override
        public double at(int epoch, int epochs) {
            return epoch < warmUp ? initial() * (epoch + 1) / (warmUp + 1) : then.at(epoch - warmUp, epochs - warmUp);
        }

        @Override
        public Schedule withInitial(double rate) {
            return new WarmUp(then.withInitial(rate), warmUp);
        }
    }
}
