// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.wire.Printable;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Shape;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a network as the text of a .bnn file, a line a layer with weights and what belongs to it. */
final class ModelText {
    private static final int ENOUGH_TO_NAME = 3;

    private ModelText() {}

    /**
     * The text of a file.
     *
     * @param range what bytes of the image stand for
     * @param data the data set of the train section: a name, or a path in quotes
     */
    static String write(
            String name,
            String title,
            Shape image,
            ImageRange range,
            List<String> classes,
            List<Step> steps,
            String data) {
        StringBuilder out = new StringBuilder();
        out.append("network ").append(name).append(" \"").append(title(title)).append("\"\n\n");
        out.append("input   ")
                .append(image.channels())
                .append(" x ")
                .append(image.height())
                .append(" x ");
        out.append(image.width())
                .append(" uint8 scaled ")
                .append(decimal(range.low()))
                .append(" .. ");
        out.append(decimal(range.high())).append('\n');
        out.append("classes ").append(classes(classes)).append("\n\nlayers {");
        for (int i = 0; i < steps.size(); i++) {
            boolean begins = steps.get(i) instanceof Step.Conv
                    || steps.get(i) instanceof Step.Depthwise
                    || steps.get(i) instanceof Step.Dense;
            out.append(i == 0 || begins ? "\n  " : "; ").append(line(steps.get(i)));
        }
        out.append("\n}\n\ntrain  { data ").append(data).append(" }\ntarget pynq-z1 { clock 100 MHz }\n");
        return out.toString();
    }

    /** On one line, and no longer than people read. */
    private static String title(String text) {
        return Printable.name(text).replace('"', '\'');
    }

    private static String line(Step step) {
        if (step instanceof Step.Conv c) {
            return "conv " + c.rows() + windows(c.kernel(), c.stride(), c.pad()) + " weights "
                    + c.type().word();
        } else if (step instanceof Step.Depthwise d) {
            return "depthwise" + windows(d.kernel(), d.stride(), d.pad()) + " weights "
                    + d.type().word();
        } else if (step instanceof Step.Dense d) {
            return "dense " + d.rows() + " weights " + d.type().word();
        } else if (step instanceof Step.Pool p) {
            return (p.average() ? "avgpool " : "maxpool ")
                    + p.size()
                    + (p.stride() == p.size() ? "" : " stride " + p.stride());
        } else if (step instanceof Step.Norm n) {
            return "batchnorm"
                    + (n.eps() == NetworkBuilder.DEFAULT_EPS.doubleValue()
                            ? ""
                            : " eps " + decimal(BigDecimal.valueOf(n.eps())))
                    + (n.momentum() == NetworkBuilder.DEFAULT_MOMENTUM
                            ? ""
                            : " momentum " + decimal(BigDecimal.valueOf(n.momentum())));
        }
        return ((Step.Quantize) step).activation().toString();
    }

    private static String windows(int kernel, int stride, Integer pad) {
        return " kernel " + kernel + (stride == 1 ? "" : " stride " + stride)
                + (pad == null ? "" : " padding same " + (pad > 0 ? "+" : "") + pad);
    }

    /** {@code 0 .. 9} where they count; labels otherwise. */
    private static String classes(List<String> classes) {
        List<String> counted =
                IntStream.range(0, classes.size()).mapToObj(Integer::toString).toList();
        if (classes.equals(counted) && classes.size() >= ENOUGH_TO_NAME) {
            return "0 .. " + (classes.size() - 1);
        }
        return classes.stream().map(c -> '"' + c + '"').collect(Collectors.joining(", "));
    }

    private static String decimal(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
