// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.target.Board;
import dev.bnn.model.target.Target;
import dev.bnn.source.Position;
import dev.bnn.source.SourceFile;
import dev.bnn.source.Span;
import dev.bnn.testing.Mutations;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    private static final String MODEL = """
            network pinned
            input 3 x 32 x 32 uint8
            classes 0 .. 9
            layers { conv 8 kernel 3 batchnorm sign dense 10 }
            train plain { data cifar10 }
            train full {
              data cifar10 epochs 30 batch 50 optimizer adamw beta1 0.8 beta2 0.99 epsilon 1e-6 decay 0.02
              rate 0.02 x 0.1 every 5 warmup 2 loss crossentropy smoothing 0.1 weights 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
              augment crop 4, flip, cutout 8, mixup 0.2 ste approxsign step learned precision activations
              start plain teacher plain share 0.3 temperature 2 validation 2000 patience 7 average 3 seed 5 clip 2
            }
            train hinge {
              data cifar10 optimizer sgd momentum 0.9 nesterov decay 0.001 rate 0.1 cosine loss squaredhinge
              ste tanh precision float clip none start pretrained
            }
            train halved { data cifar10 rate 0.1 halved every 3 loss crossentropy weights balanced }
            train decayed { data cifar10 rate 0.1 decayed to 0.001 ste swishsign augment flip }
            """;

    private static final List<String> RECIPES = List.of(
            "Recipe(name=5:plain;data=7:cifar10;epochs=2:10;batch=3:100;optimizer=Adam(beta1=3:0.9;"
                    + "beta2=5:0.999;epsilon=6:1.0E-8;decay=3:0.0;decoupled=5:false;);rate=Constant(initial=4:0.01;);"
                    + "loss=Loss(function=13:CROSS_ENTROPY;smoothing=3:0.0;weights=Equal(););augment=Augment(crop=1:0;"
                    + "flip=5:false;cutout=1:0;mixup=3:0.0;);validation=4:1000;seed=1:1;clip=3:1.0;ste=7:CLIPPED;"
                    + "patience=1:0;average=1:0;step=4:MEAN;lineage=Lineage(precision=6:BINARY;"
                    + "start=14:Optional.empty;teacher=14:Optional.empty;);)",
            "Recipe(name=4:full;data=7:cifar10;epochs=2:30;batch=2:50;optimizer=Adam(beta1=3:0.8;"
                    + "beta2=4:0.99;epsilon=6:1.0E-6;decay=4:0.02;decoupled=4:true;);"
                    + "rate=WarmUp(then=Stepped(initial=4:0.02;factor=3:0.1;every=1:5;);warmUp=1:2;);"
                    + "loss=Loss(function=13:CROSS_ENTROPY;smoothing=3:0.1;weights=Given(values=[3:1.0;3:2.0;3:3.0;"
                    + "3:4.0;3:5.0;3:6.0;3:7.0;3:8.0;3:9.0;4:10.0;];););augment=Augment(crop=1:4;flip=4:true;"
                    + "cutout=1:8;mixup=3:0.2;);validation=4:2000;seed=1:5;clip=3:2.0;ste=10:APPROXSIGN;patience=1:7;"
                    + "average=1:3;step=7:LEARNED;lineage=Lineage(precision=11:ACTIVATIONS;start=15:Optional[plain];"
                    + "teacher=59:Optional[Teacher[recipe=plain, share=0.3, temperature=2.0]];);)",
            "Recipe(name=5:hinge;data=7:cifar10;epochs=2:10;batch=3:100;optimizer=Sgd(momentum=3:0.9;"
                    + "nesterov=4:true;decay=5:0.001;);rate=Cosine(initial=3:0.1;);"
                    + "loss=Loss(function=13:SQUARED_HINGE;smoothing=3:0.0;weights=Equal(););augment=Augment(crop=1:0;"
                    + "flip=5:false;cutout=1:0;mixup=3:0.0;);validation=4:1000;seed=1:1;clip=3:0.0;ste=4:TANH;"
                    + "patience=1:0;average=1:0;step=4:MEAN;lineage=Lineage(precision=5:FLOAT;"
                    + "start=20:Optional[pretrained];teacher=14:Optional.empty;);)",
            "Recipe(name=6:halved;data=7:cifar10;epochs=2:10;batch=3:100;optimizer=Adam(beta1=3:0.9;"
                    + "beta2=5:0.999;epsilon=6:1.0E-8;decay=3:0.0;decoupled=5:false;);rate=Halved(initial=3:0.1;"
                    + "every=1:3;);loss=Loss(function=13:CROSS_ENTROPY;smoothing=3:0.0;weights=Balanced(););"
                    + "augment=Augment(crop=1:0;flip=5:false;cutout=1:0;mixup=3:0.0;);validation=4:1000;seed=1:1;"
                    + "clip=3:1.0;ste=7:CLIPPED;patience=1:0;average=1:0;step=4:MEAN;"
                    + "lineage=Lineage(precision=6:BINARY;start=14:Optional.empty;teacher=14:Optional.empty;);)",
            "Recipe(name=7:decayed;data=7:cifar10;epochs=2:10;batch=3:100;optimizer=Adam(beta1=3:0.9;"
                    + "beta2=5:0.999;epsilon=6:1.0E-8;decay=3:0.0;decoupled=5:false;);rate=Exponential(initial=3:0.1;"
                    + "last=5:0.001;);loss=Loss(function=13:CROSS_ENTROPY;smoothing=3:0.0;weights=Equal(););"
                    + "augment=Augment(crop=1:0;flip=4:true;cutout=1:0;mixup=3:0.0;);validation=4:1000;seed=1:1;"
                    + "clip=3:1.0;ste=9:SWISHSIGN;patience=1:0;average=1:0;step=4:MEAN;"
                    + "lineage=Lineage(precision=6:BINARY;start=14:Optional.empty;teacher=14:Optional.empty;);)");

    @TempDir
    Path output;

    private static String of(Object value) {
        return new Fingerprint().add("value", value).hash();
    }

    @Test
    void placesInTheSourceDoNotCount() {
        Span elsewhere = new Span("a.bnn", new Position(7, 3), new Position(7, 9));
        Target here = new Target("pynq-z1", Span.NONE, Board.NONE, "xc7z020", 100, 3000, Map.of());
        Target there = new Target("pynq-z1", elsewhere, Board.NONE, "xc7z020", 100, 3000, Map.of());
        Target faster = new Target("pynq-z1", Span.NONE, Board.NONE, "xc7z020", 125, 3000, Map.of());
        assertThat(of(here)).isEqualTo(of(there)).isNotEqualTo(of(faster));
    }

    @Test
    void neighborsDoNotRunTogether() {
        assertThat(of(List.of("a;", "b"))).isNotEqualTo(of(List.of("a", ";b")));
        assertThat(of(List.of("1:a;1:b"))).isNotEqualTo(of(List.of("a", "b")));
    }

    @Test
    void theOrderOfAMapDoesNotCount() {
        Map<String, Integer> one = new java.util.LinkedHashMap<>();
        one.put("x", 1);
        one.put("y", 2);
        Map<String, Integer> two = new java.util.LinkedHashMap<>();
        two.put("y", 2);
        two.put("x", 1);
        assertThat(of(one)).isEqualTo(of(two));
    }

    /** Parameters that were trained or packed before convolutions had groups still belong to their network. */
    @Test
    void aConvolutionWithoutGroupsIsWrittenAsBefore() {
        for (int groups : new int[] {1, 2}) {
            Network network = NetworkBuilder.named("small")
                    .input(4, 4, 4, ValueSet.ScaledBytes.range("-1", "1"))
                    .conv(4, Window.square(3, 1), Padding.NONE, groups, WeightType.BIPOLAR)
                    .build();
            assertThat(Fingerprint.canonical(network.layers().get(0)).contains("groups="))
                    .isEqualTo(groups > 1);
        }
    }

    /** Parameters that were trained or packed when ranges and eps were float64 still belong to their network. */
    @Test
    void decimalsThatFloat64WritesAreWrittenAsIt() {
        ValueSet.ScaledBytes range = ValueSet.ScaledBytes.range("-0.50", "1.5");
        assertThat(Fingerprint.canonical(range)).isEqualTo("ScaledBytes(scale=19:0.00784313725490196;offset=4:-0.5;)");
        assertThat(Fingerprint.canonical(new BigDecimal("0.00010"))).isEqualTo("6:1.0E-4");
        assertThat(of(range)).isNotEqualTo(of(ValueSet.ScaledBytes.range("-0.50000000000000000001", "1.5")));
    }

    @Test
    void aStepIsUnchangedOnlyWithItsHashAndAllOutputs() throws IOException {
        ModelFolder folder = ModelFolder.of(output, "net");
        Files.createDirectories(folder.root());
        Files.writeString(folder.parameters(), "x");
        assertThat(Fingerprint.unchanged(folder, "train", "h", folder.parameters()))
                .isFalse();
        Fingerprint.record(folder, "train", "h");
        Fingerprint.record(folder, "report", "r");
        assertThat(Fingerprint.unchanged(folder, "train", "h", folder.parameters()))
                .isTrue();
        assertThat(Fingerprint.unchanged(folder, "train", "i", folder.parameters()))
                .isFalse();
        assertThat(Fingerprint.unchanged(folder, "train", "h", folder.parameters(), folder.provenance()))
                .isFalse();
        Fingerprint.forget(folder, "train");
        assertThat(Fingerprint.unchanged(folder, "train", "h", folder.parameters()))
                .isFalse();
        assertThat(Fingerprint.recorded(folder, "report")).isEqualTo("r");
    }

    /** Any change to the text would make every trained model stale. */
    @Test
    void textsOfRecipesStayAsTheyAre() {
        Frontend.Result result = Frontend.load(new SourceFile("pinned.bnn", MODEL));
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.network().orElseThrow().recipes())
                .map(Fingerprint::canonical)
                .isEqualTo(RECIPES);
    }

    @Test
    void everyComponentOfARecipeCounts() {
        List<Recipe> recipes = Frontend.load(new SourceFile("pinned.bnn", MODEL))
                .network()
                .orElseThrow()
                .recipes();
        for (Recipe recipe : recipes) {
            Mutations.of(recipe)
                    .forEach((path, changed) -> assertThat(Fingerprint.canonical(changed))
                            .as(path)
                            .isNotEqualTo(Fingerprint.canonical(recipe)));
        }
    }
}
