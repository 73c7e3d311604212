// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.model.Activation;
import dev.bnn.model.Layer;
import dev.bnn.model.ValueSet;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import java.util.Optional;

/** The messages for what {@link LayerOrderChecker} finds. */
record OrderFindings(Diagnostics diagnostics) {
    /** A sign before another layer, as text. */
    private static final String SIGN = "sign; ";

    private static final String ACTIVATION = "sign, quant, relu or ternary";

    /** @param values what the layer reads, such as "the sums of conv1" */
    void realInput(Layer layer, String values) {
        error(
                Code.REAL_INPUT,
                layer.span(),
                layer.name() + " reads " + values + ", where hardware has bits or the bytes of the image",
                signBefore(layer, "put a sign before it"));
    }

    void poolOfReals(Layer pool) {
        error(
                Code.POOL_OF_REALS,
                pool.span(),
                pool.name() + " pools values that never become bits or levels",
                signBefore(pool, "put a sign before or after the pool").insertingAfter(pool.span(), "; sign"));
    }

    void averageOfReals(Layer pool) {
        error(
                Code.POOL_OF_REALS,
                pool.span(),
                pool.name() + " averages values that are neither bits nor levels",
                signBefore(pool, "put a sign before it, or average by a conv of that stride"));
    }

    void shuffleOfImage(Layer shuffle) {
        error(
                Code.SHUFFLE_OF_IMAGE,
                shuffle.span(),
                shuffle.name() + " shuffles the channels of the image",
                Advice.of("put it after the first layer with weights or the first sign"));
    }

    void upsampleOfImage(Layer upsample) {
        upsampleOfReals(upsample, "the bytes of the image", Advice.of("put it after the first sign"));
    }

    /** @param sign the later layer that makes bits of its values */
    void upsampleOfReals(Layer upsample, Optional<Layer> sign) {
        upsampleOfReals(
                upsample,
                "values that are neither bits nor levels",
                sign.map(s -> Advice.of("put it after " + s.name() + ": the result is the same"))
                        .orElseGet(() -> signBefore(upsample, "put a sign before it")));
    }

    private void upsampleOfReals(Layer upsample, String values, Advice advice) {
        error(Code.UPSAMPLE_OF_REALS, upsample.span(), upsample.name() + " repeats " + values, advice);
    }

    /** @param shortcut whether the residual has layers in its shortcut */
    void residualBegins(Layer.Add add, boolean shortcut) {
        notBits(
                add,
                (shortcut ? "adds" : "begins with") + " the values of " + add.from() + ", which",
                shortcut ? "after it" : "before it");
    }

    /** @param shortcut whether the residual has layers in its shortcut */
    void residualEnds(Layer.Add add, boolean shortcut) {
        notBits(
                add,
                shortcut ? "adds values of a shortcut that" : "ends with values that",
                shortcut ? "at the end of the shortcut" : "at its end");
    }

    /** @param values what the layer does with which values, as the subject of a sentence */
    private void notBits(Layer layer, String values, String place) {
        error(
                Code.RESIDUAL,
                layer.span(),
                layer.name() + " " + values + " are neither bits nor levels",
                Advice.of("put a " + ACTIVATION + " " + place));
    }

    /** @param shortcut whether the residual has layers in its shortcut */
    void residualOfTwoKinds(Layer.Add add, ValueSet first, boolean shortcut) {
        error(
                Code.RESIDUAL,
                add.span(),
                add.name() + " adds values that are " + first + " and "
                        + add.input().values(),
                Advice.of(
                        shortcut
                                ? "end its shortcut with the same " + ACTIVATION + " as the layers beside it"
                                : "end it with the same " + ACTIVATION + " as stands before it"));
    }

    void branchOfReals(Layer.Branch branch) {
        error(
                Code.RESIDUAL,
                branch.span(),
                "this branch begins with the values of " + branch.from() + ", which are neither bits nor levels",
                Advice.of("put a " + ACTIVATION + " before the branches"));
    }

    /** @param ends whether the end of the branch is wrong, rather than the layer that the join names */
    void joinOfReals(Layer.Concat join, boolean ends) {
        error(
                Code.RESIDUAL,
                join.span(),
                join.name() + " joins "
                        + (ends ? "a branch whose last values" : "the values of " + join.from() + ", which")
                        + " are neither bits nor levels",
                Advice.of("end each of its branches with the same " + ACTIVATION));
    }

    void joinOfTwoKinds(Layer.Concat join, ValueSet first) {
        error(
                Code.RESIDUAL,
                join.span(),
                join.name() + " joins values that are " + first + " and "
                        + join.input().values(),
                Advice.of("end each of its branches with the same " + ACTIVATION));
    }

    void unscaled(Layer.Quantize layer, Layer.Weighted sums) {
        String what = layer.activation().equals(Activation.SIGN)
                ? "a sign only where its input is within -1 .. 1"
                : "a " + layer.activation() + " only between its outer levels";
        diagnostics.warning(
                Code.UNSCALED_SIGN,
                layer.span(),
                layer.name() + " has no batchnorm between it and " + sums.name(),
                Advice.of("put one there: gradients pass " + what + ", and sums of " + sums.columns()
                                + " products seldom are")
                        .insertingBefore(layer.span(), "batchnorm; "));
    }

    void levelsOfBytes(Layer layer) {
        error(
                Code.SIGN_OF_BYTES,
                layer.span(),
                layer.name() + " makes levels of the bytes of the image, for which there is no unit",
                Advice.of("leave it out: the first conv or dense reads all 8 bits")
                        .removing(layer.span(), layer.name()));
    }

    void normOfBytes(Layer norm) {
        error(
                Code.SIGN_OF_BYTES,
                norm.span(),
                norm.name() + " stands between the bytes of the image and their sign",
                Advice.of(
                                "leave it out, or put a conv or dense layer before it: training may make it fall, and there are"
                                        + " no weights to negate")
                        .removing(norm.span(), norm.name()));
    }

    void fallingBytes(Layer sign) {
        error(
                Code.SIGN_OF_BYTES,
                sign.span(),
                sign.name() + " falls as the bytes of the image rise, and there are no weights to negate",
                Advice.of("give the input a rising scale, such as `scaled -1 .. 1`"));
    }

    void bitsAlready(Layer layer, String hint) {
        boolean signs = layer.input().values() instanceof ValueSet.Bipolar;
        Advice advice = signs
                ? Advice.of(hint)
                : Advice.of(hint + ", or write `avgpool 1` before it to make other levels or bits of these")
                        .insertingBefore(layer.span(), "avgpool 1; ");
        error(
                Code.BIPOLAR_ALREADY,
                layer.span(),
                layer.name() + " reads values that are " + (signs ? "-1 and +1" : "levels of few bits") + " already",
                advice.removing(layer.span(), layer.name()));
    }

    void afterFlatten(Layer layer, Layer flatten) {
        error(
                Code.AFTER_FLATTEN,
                layer.span(),
                layer.name() + " stands after " + flatten.name() + ", where a channel is one value of the map",
                Advice.of("put the flatten right before a dense layer, or leave it out: dense reads a map as it is")
                        .removing(flatten.span(), flatten.name()));
    }

    private static Advice signBefore(Layer layer, String hint) {
        return Advice.of(hint).insertingBefore(layer.span(), SIGN);
    }

    private void error(Code code, Span span, String message, Advice advice) {
        diagnostics.error(code, span, message, advice);
    }
}
