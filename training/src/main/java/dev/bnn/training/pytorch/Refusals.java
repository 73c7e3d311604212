// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import dev.bnn.model.ExactLine;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.ValueSet;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import dev.bnn.source.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds what a script cannot do exactly as this module does it, and reports each at its line. */
final class Refusals {
    /** Integers of up to this many bits are exact in float64. */
    private static final int EXACT_BITS = 52;

    private final List<Diagnostic> found = new ArrayList<>();

    private Refusals() {}

    static List<Diagnostic> of(ScriptRequest request) {
        Refusals refusals = new Refusals();
        refusals.map(request.network());
        refusals.data(request);
        refusals.range(request.network());
        return refusals.found;
    }

    private void refuse(Span at, String message, String hint) {
        found.add(new Diagnostic(Code.SCRIPT, Severity.ERROR, at, message, hint));
    }

    private void map(Network network) {
        if (network.givesMap()) {
            refuse(
                    network.span(),
                    "the PyTorch script trains networks that give one class per image, and " + network.name()
                            + " gives a map of classes",
                    "train it with mvn bnn:train");
        }
    }

    private void data(ScriptRequest request) {
        Recipe wanted = request.wanted();
        String folder = request.data().toLowerCase(Locale.ROOT);
        if (Stream.of(".zip", ".tar", ".tar.gz", ".tgz").anyMatch(folder::endsWith)) {
            refuse(
                    request.dataAt(),
                    "the PyTorch script reads folders of images, and " + request.data() + " is an archive",
                    "unpack it and name the folder");
        }
        for (Recipe recipe : request.recipes()) {
            if (!recipe.run().data().equals(wanted.run().data())) {
                refuse(
                        recipe.span(),
                        "the PyTorch script reads one data set, and recipe " + recipe.name() + " has "
                                + recipe.run().data() + " where " + wanted.name() + " has "
                                + wanted.run().data(),
                        "give both the same data");
            } else if (drawn(recipe) && recipe.run().seed() != wanted.run().seed()) {
                refuse(
                        recipe.span(),
                        "the PyTorch script reads the digits of one seed, and recipe " + recipe.name() + " has seed "
                                + recipe.run().seed() + " where " + wanted.name() + " has "
                                + wanted.run().seed(),
                        "give both the same seed");
            }
        }
    }

    private static boolean drawn(Recipe recipe) {
        return recipe.run().data().equals("digits") || recipe.run().data().startsWith("digits:");
    }

    /** The script computes in float64 the numbers that bytes stand for; float64 holds integers of up to 53 bits. */
    private void range(Network network) {
        ValueSet.ScaledBytes bytes = network.inputScale();
        ExactLine line = bytes.line();
        long most = network.layers().stream()
                .filter(Layer.Weighted.class::isInstance)
                .mapToLong(layer -> ((Layer.Weighted) layer).columns())
                .max()
                .orElse(1);
        BigInteger largest = line.numerator()
                .abs()
                .multiply(BigInteger.valueOf(ValueSet.ScaledBytes.MOST))
                .max(line.addend().abs())
                .max(line.divisor())
                .multiply(BigInteger.valueOf(2 * most * Byte.MAX_VALUE));
        if (largest.bitLength() > EXACT_BITS) {
            refuse(
                    network.span(),
                    "the PyTorch script computes in float64, and the range of the input, "
                            + bytes.low().toPlainString() + " .. "
                            + bytes.high().toPlainString() + ", has too many digits for it",
                    "round the range to fewer digits");
        }
    }
}
