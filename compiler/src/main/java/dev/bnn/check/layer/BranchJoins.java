// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.check.values.Scope;
import dev.bnn.model.Layer;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.LayerStatement;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Joins branches: adds the values of a residual, and concatenates the channels of a concat. */
final class BranchJoins {
    private final NetworkBuilder network;
    private final ShapeCertainty shapes;
    private final Diagnostics diagnostics;
    /** Indexes of layers before which others may be missing. */
    private final Set<Integer> gaps;

    BranchJoins(NetworkBuilder network, ShapeCertainty shapes, Diagnostics diagnostics, Set<Integer> gaps) {
        this.network = network;
        this.shapes = shapes;
        this.diagnostics = diagnostics;
        this.gaps = gaps;
    }

    /** Puts the channels of a branch that ended after those of the branches before it. */
    void join(Branches branches, Span place, Runnable naming) {
        Optional<String> joined = branches.joined();
        if (joined.isPresent()) {
            Shape first = network.layer(joined.get()).output().shape();
            Shape other = network.type().shape();
            if (!branches.allSure()) {
                shapes.lost();
            }
            if (other.height() != first.height() || other.width() != first.width()) {
                String message = "the branches of this concat end with " + first + " and " + other;
                shapes.error(Code.RESIDUAL, place, message, "end them with the same height and width");
                return;
            }
            naming.run();
            network.concat(joined.get());
        }
        branches.join(network.layers().get(network.layers().size() - 1).name());
    }

    /** Whether the branches read the image. */
    boolean image(Branches branches) {
        int layers = branches.before();
        return layers == 0 || network.layers().get(layers - 1).output().values() instanceof ValueSet.ScaledBytes;
    }

    /** The layer that all branches read. */
    Layer read(Branches branches) {
        return network.layers().get(branches.before() - 1);
    }

    /**
     * Adds the output of the body and its input, or the output of the shortcut.
     *
     * @param naming names the next layer as the statement says
     */
    void residual(LayerStatement.Residual residual, Branches branches, Scope scope, Runnable naming) {
        Span place = residual.word().span();
        if (image(branches)) {
            if (gaps.isEmpty()) {
                error(
                        scope,
                        place,
                        "this residual begins with the image, to which nothing can be added",
                        "put a conv, a batchnorm and a sign before it");
            }
            shapes.lost();
            return;
        }
        // Checking goes on after these errors: what follows is meant for sums, as a residual with layers yields them.
        if (branches.empty(0) && !gaps.contains(branches.begin(0))) {
            error(scope, place, "this residual has no layers", "put between its braces what is added to their input");
        }
        Optional<LayerOption.Shortcut> shortcut = new LayerOptions(residual).get(LayerOption.Shortcut.class);
        if (shortcut.isPresent() && branches.empty(1) && !gaps.contains(branches.begin(1))) {
            error(
                    scope,
                    shortcut.get().word().span(),
                    "this shortcut has no layers",
                    "leave it out: without one, what the residual reads is added as it is");
        }
        Layer other = shortcut.isPresent() ? network.layers().get(branches.end(0) - 1) : read(branches);
        Shape yielded = network.type().shape();
        if (!branches.allSure()) {
            shapes.lost();
        }
        if (!other.output().shape().equals(yielded)) {
            Shape begin = other.output().shape();
            if (shortcut.isPresent()) {
                shapes.error(
                        Code.RESIDUAL,
                        place,
                        "this residual ends with " + begin + " and its shortcut with " + yielded,
                        scope.hint("a value is added to that at its place: give both the same strides and as many"
                                + " channels"));
            } else {
                shapes.error(
                        Code.RESIDUAL,
                        place,
                        "this residual begins with " + begin + " and ends with " + yielded,
                        scope.hint("a value is added to that at its place: pad with `same`, leave out strides and"
                                + " pools, and end with " + begin.channels()
                                + " channels; or add a `shortcut { ... }` that ends with " + yielded));
            }
            return;
        }
        naming.run();
        network.add(other.name());
    }

    /**
     * Puts the channels of each branch after those of the branches before it.
     *
     * @param naming names the next layer as the statement says
     */
    void concat(LayerStatement.Concat concat, Branches branches, Scope scope, Runnable naming) {
        Span place = concat.word().span();
        if (image(branches)) {
            if (gaps.isEmpty()) {
                error(
                        scope,
                        place,
                        "this concat begins with the image, which goes to one layer",
                        "put a conv, a batchnorm and a sign before it");
            }
            shapes.lost();
            return;
        }
        long empty =
                IntStream.range(0, branches.count()).filter(branches::empty).count();
        if (branches.count() < 2 || empty > 1) {
            if (gaps.isEmpty()) {
                error(
                        scope,
                        place,
                        branches.count() < 2
                                ? "this concat has one branch"
                                : "more than one branch of this concat has no layers",
                        branches.count() < 2
                                ? "write another pair of braces after it"
                                : "put layers between the braces; one pair may be empty and stands for what the others read");
            }
            shapes.lost();
            return;
        }
        join(branches, place, naming);
    }

    private void error(Scope scope, Span span, String message, String hint) {
        diagnostics.error(Code.RESIDUAL, span, message, scope.hint(hint));
    }
}
