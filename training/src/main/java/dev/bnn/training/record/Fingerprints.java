// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.record;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Recipe;
import dev.bnn.training.request.TrainRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts that say what is trained and how: for provenance, and to tell whether a checkpoint may go on. */
public final class Fingerprints {
    private static final Layer.Visitor<String> SETTINGS = new LayerSettings();

    private Fingerprints() {}

    /** SHA-256 over all that training depends on but epochs and patience, its length, which a person may change. */
    public static String of(TrainRequest request) {
        String text = network(request.network())
                + recipe(request.recipe(), false)
                + request.data().hash()
                + prerequisites(request.prerequisites());
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What other recipes have left, by its values. */
    private static String prerequisites(TrainRequest.Prerequisites prerequisites) {
        String text = prerequisites
                .start()
                .map(s -> "start " + values(s.parameters()))
                .orElse("");
        return text
                + prerequisites
                        .teacher()
                        .map(t -> "teacher " + values(t.parameters()))
                        .orElse("");
    }

    private static String values(Parameters parameters) {
        MessageDigest sha = sha256();
        parameters.arrays().forEach((name, array) -> {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * array.values().length);
            bytes.asFloatBuffer().put(array.values());
            sha.update(name.getBytes(StandardCharsets.UTF_8));
            sha.update(bytes.array());
        });
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String network(Network network) {
        StringBuilder text = new StringBuilder();
        text.append(network.input()).append(' ').append(network.classes()).append('\n');
        for (Layer layer : network.layers()) {
            text.append(layer.name()).append(' ').append(layer.output());
            text.append(layer.accept(SETTINGS));
            text.append('\n');
        }
        return text.toString();
    }

    /** The recipe on one line, much as a train section says it; its epochs and patience where wanted. */
    static String recipe(Recipe recipe, boolean withLength) {
        StringBuilder text = new StringBuilder("data " + recipe.data());
        if (withLength) {
            text.append("  epochs ").append(recipe.epochs());
        }
        text.append("  batch ").append(recipe.batch());
        text.append("  optimizer ").append(optimizer(recipe.optimizer()));
        text.append("  rate ").append(schedule(recipe.rate()));
        text.append("  loss ").append(loss(recipe.loss()));
        if (recipe.augment().crop() > 0) {
            text.append("  augment crop ").append(recipe.augment().crop());
        }
        if (recipe.augment().flip()) {
            text.append("  augment flip");
        }
        if (recipe.augment().cutout() > 0) {
            text.append("  augment cutout ").append(recipe.augment().cutout());
        }
        if (recipe.augment().mixup() > 0) {
            text.append("  augment mixup ").append(recipe.augment().mixup());
        }
        text.append("  validation ").append(recipe.validation());
        text.append("  seed ").append(recipe.seed());
        text.append("  clip ").append(recipe.clip());
        if (recipe.ste() != Recipe.Ste.CLIPPED) {
            text.append("  ste ").append(recipe.ste().name().toLowerCase(Locale.ROOT));
        }
        if (recipe.step() != Recipe.Step.MEAN) {
            text.append("  step ").append(recipe.step().name().toLowerCase(Locale.ROOT));
        }
        if (recipe.average() > 0) {
            text.append("  average ").append(recipe.average());
        }
        Recipe.Lineage lineage = recipe.lineage();
        if (lineage.precision() != Recipe.Precision.BINARY) {
            text.append("  precision ").append(lineage.precision().name().toLowerCase(Locale.ROOT));
        }
        lineage.start().ifPresent(start -> text.append("  start ").append(start));
        lineage.teacher()
                .ifPresent(t -> text.append("  teacher ")
                        .append(t.recipe())
                        .append(" share ")
                        .append(t.share())
                        .append(" temperature ")
                        .append(t.temperature()));
        if (withLength && recipe.patience() > 0) {
            text.append("  patience ").append(recipe.patience());
        }
        return text.toString();
    }

    private static String optimizer(Recipe.Optimizer optimizer) {
        if (optimizer instanceof Recipe.Optimizer.Sgd sgd) {
            return "sgd momentum " + sgd.momentum() + (sgd.nesterov() ? " nesterov" : "") + decay(sgd.decay());
        }
        Recipe.Optimizer.Adam adam = (Recipe.Optimizer.Adam) optimizer;
        return String.format(
                Locale.ROOT,
                "%s beta1 %s beta2 %s epsilon %s%s",
                adam.decoupled() ? "adamw" : "adam",
                adam.beta1(),
                adam.beta2(),
                adam.epsilon(),
                decay(adam.decay()));
    }

    private static String decay(double decay) {
        return decay == 0 ? "" : " decay " + decay;
    }

    private static String schedule(Recipe.Schedule schedule) {
        if (schedule instanceof Recipe.Schedule.WarmUp w) {
            return schedule(w.then()) + " warmup " + w.warmUp();
        }
        if (schedule instanceof Recipe.Schedule.Halved halved) {
            return halved.initial() + " halved every " + halved.every();
        }
        if (schedule instanceof Recipe.Schedule.Stepped s) {
            return s.initial() + " x " + s.factor() + " every " + s.every();
        }
        if (schedule instanceof Recipe.Schedule.Exponential exponential) {
            return exponential.initial() + " exponential to " + exponential.last();
        }
        return schedule.initial() + (schedule instanceof Recipe.Schedule.Cosine ? " cosine" : "");
    }

    private static String loss(Recipe.Loss loss) {
        String text = loss.function().name().toLowerCase(Locale.ROOT).replace("_", "");
        if (loss.smoothing() > 0) {
            text += " smoothing " + loss.smoothing();
        }
        if (loss.weights() instanceof Recipe.ClassWeights.Given given) {
            return text + " weights "
                    + given.values().stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return loss.weights() instanceof Recipe.ClassWeights.Balanced ? text + " weights balanced" : text;
    }
}
