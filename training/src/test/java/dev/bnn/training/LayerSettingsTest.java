// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.training.record.LayerSettings;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class LayerSettingsTest {
    /**
     * Checkpoints and trained parameters of earlier versions, in which eps and ranges were float64, still match their network.
     */
    @Test
    void decimalsAreWrittenAsFloat64Was() {
        Network network = NetworkBuilder.named("n")
                .input(1, 2, 2, ValueSet.ScaledBytes.range("-1.0", "1.50"))
                .dense(2, WeightType.BIPOLAR)
                .batchNorm(new BigDecimal("0.00010"), 0.1)
                .build();
        Layer norm = network.layers().get(1);
        assertThat(norm.accept(new LayerSettings())).isEqualTo(" 1.0E-4 0.1");
        assertThat(network.input()).hasToString("1 x 2 x 2 uint8 as [-1, 1.5]");
    }
}
