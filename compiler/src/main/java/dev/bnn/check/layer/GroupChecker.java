// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.check.values.ExprEvaluator;
import dev.bnn.check.values.Scope;
import dev.bnn.check.vocabulary.Limits;
import dev.bnn.fold.LegalFoldings;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Words;
import dev.bnn.syntax.Expr;
import dev.bnn.syntax.LayerOption;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the groups of a convolution or a shuffle, and checks that they divide its channels. */
final class GroupChecker {
    private final ShapeCertainty shapes;
    private final ExprEvaluator evaluator;
    private final Diagnostics diagnostics;

    GroupChecker(ShapeCertainty shapes, ExprEvaluator evaluator, Diagnostics diagnostics) {
        this.shapes = shapes;
        this.evaluator = evaluator;
        this.diagnostics = diagnostics;
    }

    /**
     * The number of groups in the options; 1 if they have none or if it does not divide the channels.
     *
     * @param in channels that the convolution reads
     * @param out channels that it yields; empty if they are not known
     */
    int groups(int in, OptionalInt out, LayerOptions options, Scope scope) {
        Optional<LayerOption.Groups> option = options.get(LayerOption.Groups.class);
        if (option.isEmpty()) {
            return 1;
        }
        int groups = evaluator
                .size(option.get().count(), "the number of groups", Limits.EXTENT, scope)
                .orElse(1);
        boolean reads = in % groups == 0;
        if (reads && out.orElse(groups) % groups == 0) {
            return out.isPresent() ? groups : 1;
        }
        // The groups change no shape, so layers after this one can be checked.
        if (shapes.sure()) {
            diagnostics.error(
                    Code.GROUPS,
                    option.get().count().span(),
                    groups + " groups do not divide the "
                            + (reads
                                    ? out.getAsInt() + " channels of this conv"
                                    : in + " channels that this conv reads"),
                    scope.hint(hint(groups, in, out.orElse(in))));
        }
        return 1;
    }

    /** The number of groups of a shuffle of {@code channels} channels; 1 if it does not divide them. */
    int shuffled(int channels, Expr count, Scope scope) {
        int groups = evaluator
                .size(count, "the number of groups", Limits.EXTENT, scope)
                .orElse(1);
        if (channels % groups == 0) {
            return groups;
        }
        if (shapes.sure()) {
            List<Integer> legal = divisors(channels, channels - 1);
            diagnostics.error(
                    Code.GROUPS,
                    count.span(),
                    groups + " groups do not divide the " + Words.count(channels, "channel")
                            + " that this shuffle reads",
                    scope.hint(
                            legal.isEmpty()
                                    ? "no number of groups does: leave the shuffle out, or change the channels"
                                    : "groups divide the channels" + choice(groups, legal)));
        }
        return 1;
    }

    private static String hint(int groups, int in, int out) {
        int common = BigInteger.valueOf(in).gcd(BigInteger.valueOf(out)).intValue();
        List<Integer> legal = divisors(common, common);
        if (legal.isEmpty()) {
            return "no number of groups divides " + in + " and " + out + ": leave it out, or change the channels";
        }
        return "groups divide the channels that come in, " + in + ", and those that go out, " + out
                + choice(groups, legal);
    }

    /** The divisors from 2 up. */
    private static List<Integer> divisors(int of, int most) {
        return IntStream.rangeClosed(2, most).filter(g -> of % g == 0).boxed().toList();
    }

    private static String choice(int groups, List<Integer> legal) {
        String near = LegalFoldings.nearest(groups, legal).stream()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return (legal.size() == 1 ? ": the only choice is " : ": the nearest are ") + near;
    }
}
