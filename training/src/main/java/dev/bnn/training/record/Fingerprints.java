// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.record;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.recipe.RecipeSetting;
import dev.bnn.model.recipe.Schedule;
import dev.bnn.training.request.TrainRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts that describe what is trained and how: for provenance, and to decide whether training may resume from a checkpoint. */
public final class Fingerprints {
    private static final Layer.Visitor<String> SETTINGS = new LayerSettings();

    /** The order of the settings in the text. Stored fingerprints depend on it, so it must not change. */
    private static final List<RecipeSetting> ORDER = List.of(
            RecipeSetting.DATA,
            RecipeSetting.EPOCHS,
            RecipeSetting.BATCH,
            RecipeSetting.OPTIMIZER,
            RecipeSetting.DECAYS,
            RecipeSetting.RATE,
            RecipeSetting.LOSS,
            RecipeSetting.AUGMENT,
            RecipeSetting.VALIDATION,
            RecipeSetting.SEED,
            RecipeSetting.CLIP,
            RecipeSetting.LATENTS,
            RecipeSetting.STE,
            RecipeSetting.STEP,
            RecipeSetting.AVERAGE,
            RecipeSetting.LINEAGE,
            RecipeSetting.PATIENCE);

    /** Settings that the user may change before training resumes. */
    private static final Set<RecipeSetting> LENGTH = Set.of(RecipeSetting.EPOCHS, RecipeSetting.PATIENCE);

    private Fingerprints() {}

    /** SHA-256 over everything that training depends on, except its length (epochs and patience), which the user may change. */
    public static String of(TrainRequest request) {
        String text = network(request.network())
                + recipe(request.recipe(), false)
                + request.data().hash()
                + prerequisites(request.prerequisites());
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The results of other recipes, identified by their values. */
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

    /** The recipe on one line, much as in a train section; with its epochs and patience if {@code withLength}. */
    public static String recipe(Recipe recipe, boolean withLength) {
        return ORDER.stream()
                .filter(s -> withLength || !LENGTH.contains(s))
                .flatMap(s -> parts(s, recipe))
                .collect(Collectors.joining("  "));
    }

    /** The text that a setting adds to the line; nothing if its value is the default. */
    private static Stream<String> parts(RecipeSetting setting, Recipe recipe) {
        return switch (setting) {
            case DATA -> Stream.of("data " + recipe.run().data());
            case EPOCHS -> Stream.of("epochs " + recipe.run().epochs());
            case BATCH -> Stream.of("batch " + recipe.run().batch());
            case OPTIMIZER ->
                Stream.of("optimizer " + recipe.descent().optimizer().accept(OPTIMIZER));
            case RATE -> Stream.of("rate " + recipe.descent().rate().accept(new ScheduleText()));
            case LOSS -> Stream.of("loss " + loss(recipe.objective().loss()));
            case AUGMENT -> augment(recipe.regularization().augment());
            case VALIDATION -> Stream.of("validation " + recipe.run().validation());
            case SEED -> Stream.of("seed " + recipe.run().seed());
            case CLIP -> Stream.of("clip " + recipe.descent().clip());
            case LATENTS -> latents(recipe.descent().latents());
            case STE -> unless("ste ", recipe.objective().ste(), Recipe.Ste.CLIPPED);
            case STEP -> unless("step ", recipe.objective().step(), Recipe.Step.MEAN);
            case AVERAGE -> above("average ", recipe.regularization().average());
            case LINEAGE -> lineage(recipe.lineage());
            case PATIENCE -> above("patience ", recipe.run().patience());
            case DECAYS -> decays(recipe.descent().decays());
        };
    }

    private static Stream<String> decays(Map<String, Double> decays) {
        return decays.isEmpty()
                ? Stream.empty()
                : Stream.of(decays.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", ", "decays ", "")));
    }

    private static Stream<String> unless(String keyword, Enum<?> value, Enum<?> standard) {
        return value == standard
                ? Stream.empty()
                : Stream.of(keyword + value.name().toLowerCase(Locale.ROOT));
    }

    private static Stream<String> above(String keyword, Number value) {
        return value.doubleValue() > 0 ? Stream.of(keyword + value) : Stream.empty();
    }

    private static Stream<String> latents(Descent.Latents latents) {
        return Stream.of(
                        unless("latents ", latents.first(), Descent.Latents.First.GLOROT),
                        latents.centered() ? Stream.of("latents " + Descent.Latents.CENTERED) : Stream.<String>empty(),
                        above("latents " + Descent.Latents.RECTIFIED + " ", latents.quantile()))
                .flatMap(part -> part);
    }

    private static Stream<String> augment(Recipe.Augment augment) {
        return Stream.of(
                        above("augment crop ", augment.crop()),
                        augment.flip() ? Stream.of("augment flip") : Stream.<String>empty(),
                        above("augment cutout ", augment.cutout()),
                        above("augment mixup ", augment.mixup()))
                .flatMap(part -> part);
    }

    private static Stream<String> lineage(Recipe.Lineage lineage) {
        Stream<String> teacher = lineage.teacher().stream()
                .map(t -> "teacher " + t.recipe() + " share " + t.share() + " temperature " + t.temperature());
        return Stream.of(
                        unless("precision ", lineage.precision(), Recipe.Precision.BINARY),
                        lineage.start().stream().map(start -> "start " + start),
                        teacher)
                .flatMap(part -> part);
    }

    private static final Descent.Optimizer.Visitor<String> OPTIMIZER = new Descent.Optimizer.Visitor<>() {
        @Override
        public String adam(Descent.Optimizer.Adam adam) {
            return (adam.decoupled() ? "adamw " : "adam ") + moments(adam) + decay(adam.decay());
        }

        @Override
        public String sgd(Descent.Optimizer.Sgd sgd) {
            return "sgd momentum " + sgd.momentum() + (sgd.nesterov() ? " nesterov" : "") + decay(sgd.decay());
        }

        @Override
        public String bop(Descent.Optimizer.Bop bop) {
            return "bop threshold " + bop.threshold() + " gamma " + bop.gamma() + " " + moments(bop.others());
        }

        private String moments(Descent.Optimizer.Adam adam) {
            return "beta1 " + adam.beta1() + " beta2 " + adam.beta2() + " epsilon " + adam.epsilon();
        }
    };

    private static String decay(double decay) {
        return decay == 0 ? "" : " decay " + decay;
    }

    private static final class ScheduleText implements Schedule.Visitor<String> {
        @Override
        public String constant(Schedule.Constant schedule) {
            return Double.toString(schedule.initial());
        }

        @Override
        public String halved(Schedule.Halved schedule) {
            return schedule.initial() + " halved every " + schedule.every();
        }

        @Override
        public String stepped(Schedule.Stepped schedule) {
            return schedule.initial() + " x " + schedule.factor() + " every " + schedule.every();
        }

        @Override
        public String exponential(Schedule.Exponential schedule) {
            return schedule.initial() + " exponential to " + schedule.last();
        }

        @Override
        public String cosine(Schedule.Cosine schedule) {
            return schedule.initial() + " cosine";
        }

        @Override
        public String legs(Schedule.Legs schedule) {
            return schedule.initial() + " cosine every " + schedule.every() + " x " + schedule.factor();
        }

        @Override
        public String oneCycle(Schedule.OneCycle schedule) {
            return schedule.initial() + " onecycle";
        }

        @Override
        public String warmUp(Schedule.WarmUp schedule) {
            return schedule.then().accept(this) + " warmup " + schedule.warmUp();
        }
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
