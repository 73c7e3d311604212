// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.c;

import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import dev.bnn.source.Words;
import java.util.Locale;

/** A line about the function of a step, for people. */
final class StepComment implements Stage.Visitor<String> {
    @Override
    public String matrix(Stage.Matrix m) {
        if (m.dense() && m.output().height() * m.output().width() == 1) {
            return String.format(
                    Locale.ROOT,
                    "%s: dense, %d to %d%s",
                    m.name(),
                    m.columns(),
                    m.output().channels(),
                    weights(m.weightBits()));
        }
        return String.format(
                Locale.ROOT,
                "%s: convolution %d x %d%s, %s to %s%s",
                m.name(),
                m.window().kernelHeight(),
                m.window().kernelWidth(),
                m.groups() == 1 ? "" : " in " + m.groups() + " groups",
                m.input(),
                m.output(),
                weights(m.weightBits()));
    }

    @Override
    public String depthwise(Stage.Depthwise d) {
        return String.format(
                Locale.ROOT,
                "%s: depthwise %d x %d, %s to %s%s",
                d.name(),
                d.window().kernelHeight(),
                d.window().kernelWidth(),
                d.input(),
                d.output(),
                weights(d.weightBits()));
    }

    @Override
    public String threshold(Stage.Threshold t) {
        return t.name() + ": the image against thresholds, " + t.input();
    }

    @Override
    public String pool(Stage.Pool p) {
        return pool(p, "max", p.window());
    }

    @Override
    public String sum(Stage.Sum s) {
        return pool(s, "average", s.window());
    }

    private static String pool(Stage stage, String kind, Window window) {
        return String.format(
                Locale.ROOT,
                "%s: %s pool %d x %d, %s to %s",
                stage.name(),
                kind,
                window.kernelHeight(),
                window.kernelWidth(),
                stage.input(),
                stage.output());
    }

    @Override
    public String shuffle(Stage.Shuffle s) {
        return s.name() + ": channel shuffle of " + Words.count(s.groups(), "group") + ", " + s.input();
    }

    @Override
    public String upsample(Stage.Upsample u) {
        return u.name() + ": upsample " + u.rows() + " x " + u.columns() + ", " + u.input() + " to " + u.output();
    }

    @Override
    public String add(Stage.Add a) {
        return a.name() + ": residual add with " + a.from() + ", " + a.input();
    }

    @Override
    public String concat(Stage.Concat c) {
        return c.name() + ": the channels after those of " + c.from() + ", " + c.output();
    }

    @Override
    public String branch(Stage.Branch b) {
        return b.name() + ": from " + b.from();
    }

    @Override
    public String score(Stage.Score s) {
        return s.name() + ": scores";
    }

    private static String weights(int bits) {
        return bits == 1 ? "" : ", weights of " + bits + " bits";
    }
}
