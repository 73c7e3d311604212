// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A random model that usually follows the grammar: names are often declared, numbers often fit, and now and then a word is missing. */
public final class RandomModel {
    private static final List<String> NAMES =
            List.of("n", "m", "width", "small", "big", "conv1", "dense1", "x", "train", "sign");
    private static final List<String> NUMBERS =
            List.of("0", "1", "2", "3", "4", "8", "10", "16", "0.5", "1e-3", "65536", "2147483648", "1e400", "007");

    private final Random random;
    private int depth;

    public RandomModel(Random random) {
        this.random = random;
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        boolean usual = random.nextInt(4) > 0;
        boolean sound = usual && random.nextInt(3) == 0;
        if (usual) {
            text.append("network n\ninput 1 x 8 x 8 uint8 scaled -1 .. 1\nclasses 0 .. 9\n");
        }
        if (sound) {
            text.append("const n = 4\nconst m = 1\nblock small(k) { conv k kernel m; batchnorm; sign }\n");
            text.append("layers { ").append(some(6, " ", this::soundLayers)).append(" dense 10 }\n");
        } else {
            text.append(some(usual ? 3 : 6, " \n", this::declaration));
            text.append("layers ").append(body()).append('\n');
        }
        if (usual) {
            text.append("train { data \"some.zip\" }\n");
        }
        text.append(some(3, "\n", this::section));
        return text.toString();
    }

    private String soundLayers() {
        return pick(List.of(
                "small(n)",
                "small(n * 2)",
                "repeat 3 { small(8) }",
                "conv n kernel 3 padding same -1; batchnorm; sign",
                "small(n) residual { small(n) } batchnorm; sign",
                "small(n) residual { small(8) } shortcut { conv 8 kernel 1; batchnorm; sign } batchnorm; sign",
                "small(n) residual { conv 6 kernel 3 padding same -1 stride 2; sign } shortcut { conv 6 kernel 1 stride 2; sign } sign",
                "small(n) concat { small(4) } { small(2) } { }",
                "small(n) concat { } { conv 3 kernel 1; sign } maxpool 1",
                "small(8); maxpool 1",
                "small(2 * n) residual { small(8) } sign"));
    }

    private String declaration() {
        return switch (random.nextInt(usually() ? 2 : 5)) {
            case 0 -> "const " + name() + " = " + expr();
            case 1 -> "block " + name() + "(" + some(3, ", ", this::name) + ") " + body();
            case 2 -> "classes " + some(4, ", ", this::name) + (random.nextInt(4) == 0 ? " output map" : "");
            case 3 -> "input " + expr() + " x " + expr() + " x " + expr() + " uint8";
            default -> "network " + name();
        };
    }

    private String section() {
        return random.nextBoolean()
                ? "train " + (random.nextBoolean() ? name() : "") + " { data \"some.zip\" " + some(4, " ", this::entry)
                        + " }"
                : "target " + (random.nextBoolean() ? name() : "") + " pynq-z1 { " + some(4, " ", this::choice) + " }";
    }

    private String body() {
        if (depth > 4) {
            return "{ }";
        }
        depth++;
        String statements = some(6, usually() ? "; " : " ", this::statement);
        depth--;
        String end = random.nextInt(40) == 0 ? "" : " }";
        return "{ " + statements + (depth == 0 && usually() ? "; dense 10" : "") + end;
    }

    private String statement() {
        return switch (random.nextInt(16)) {
            case 0, 1 -> "conv " + expr() + " kernel " + expr() + some(2, " ", this::option);
            case 2 -> "depthwise kernel " + expr() + some(2, " ", this::option);
            case 3 -> "dense " + expr() + some(1, " ", this::option);
            case 4 -> "maxpool " + (random.nextBoolean() ? "global" : expr());
            case 5 ->
                random.nextBoolean()
                        ? "avgpool " + expr() + " stride " + expr()
                        : random.nextBoolean()
                                ? "upsample " + expr() + (random.nextBoolean() ? " x " + expr() : "")
                                : "shuffle " + expr();
            case 6, 7, 8 -> "batchnorm; sign";
            case 9 -> "quant " + expr();
            case 10 -> "relu 2";
            case 11 -> "flatten";
            case 12 -> "dropout " + number();
            case 13 ->
                random.nextInt(3) == 0
                        ? "concat " + body() + " " + some(2, " ", this::body)
                        : "residual " + body() + (random.nextBoolean() ? " shortcut " + body() : "");
            case 14 -> "repeat " + expr() + " " + body();
            default -> name() + "(" + some(3, ", ", this::expr) + ")";
        };
    }

    private String option() {
        return pick(List.of(
                " stride " + expr(),
                " padding same " + pick(List.of("0", "-1", "+1", "2", "")),
                " padding none",
                " weights " + pick(List.of("bipolar", "ternary", "int4", "float", "bits")),
                " as " + name(),
                " kernel 3",
                " wieghts bipolar"));
    }

    private String entry() {
        return pick(List.of(
                "epochs " + number(),
                "batch " + number(),
                "optimizer " + pick(List.of("adam", "sgd", "adamw", "bop", "adm"))
                        + pick(List.of(" decay ", " threshold ", " gamma "))
                        + number()
                        + pick(List.of("", "", ", dense 0.1", ", conv1 0, conv 0.2", ", " + name() + " 0.5")),
                "rate " + number()
                        + pick(List.of(
                                "",
                                " halved every 3",
                                " x 0.5 every 2",
                                " cosine",
                                " cosine every 4",
                                " cosine every 3 x 0.5",
                                " onecycle",
                                " decayed to 1e-9")),
                "loss crossentropy weights " + number() + ", " + number(),
                "augment crop 1, flip",
                "start " + name(),
                "teacher " + name() + " share 0.5",
                "validation " + number(),
                "patience " + number(),
                "clip none",
                "latents "
                        + pick(List.of("uniform", "glorot, centered", "centered", "centered, rectified 0.9", name())),
                "precision " + pick(List.of("weights", "float", name())),
                "seed " + number(),
                "sed 1"));
    }

    private String choice() {
        return pick(List.of(
                "clock " + number() + " MHz",
                "fps " + number(),
                "fold " + name() + " pe " + expr() + " simd " + expr(),
                "budget lut " + number() + ", dsp 3",
                "fifo " + name() + " depth " + number(),
                "parameters loadable",
                "output labels 2",
                "clock"));
    }

    private String expr() {
        return switch (random.nextInt(usually() ? 8 : 12)) {
            case 0, 1, 2, 3 -> pick(List.of("1", "2", "3", "4", "8", "16"));
            case 4, 5 -> number();
            case 6, 7 -> name();
            case 8 -> "(" + expr() + ")";
            case 9 -> "-" + expr();
            case 10 -> expr() + pick(List.of("+", "-", "*", "/")) + expr();
            default -> "";
        };
    }

    private String number() {
        return pick(NUMBERS);
    }

    private String name() {
        return random.nextInt(60) == 0 ? "" : pick(NAMES);
    }

    private boolean usually() {
        return random.nextInt(5) > 0;
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String some(int most, String between, Supplier<String> one) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> one.get())
                .collect(Collectors.joining(between));
    }
}
