// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The runtime as a named module: what applications can see, and that it runs without the class path. */
class ModuleTest {
    private static final String NAME = "dev.bnn.runtime";
    private static final ModuleFinder CLASSES = ModuleFinder.of(Path.of("target", "classes"));

    @Test
    void applicationsSeeOnePackage() {
        ModuleDescriptor module = CLASSES.find(NAME).orElseThrow().descriptor();
        assertThat(module.exports().stream().filter(e -> !e.isQualified()).map(ModuleDescriptor.Exports::source))
                .containsExactly(NAME);
        // Static requirements are for the compiler only.
        assertThat(module.requires().stream()
                        .filter(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                        .map(ModuleDescriptor.Requires::name))
                .containsExactly("java.base");
    }

    @Test
    void aModelRunsInTheModule() throws Exception {
        Configuration resolved = ModuleLayer.boot().configuration().resolve(CLASSES, ModuleFinder.of(), Set.of(NAME));
        ModuleLayer layer = ModuleLayer.defineModulesWithOneLoader(
                        resolved, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader())
                .layer();
        Class<?> type = layer.findLoader(NAME).loadClass(NAME + ".BnnModel");
        assertThat(type.getModule().getName()).isEqualTo(NAME);

        BnnModel model = RandomModels.model(3);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        RandomModels.write(model, file);
        Object loaded =
                type.getMethod("read", InputStream.class).invoke(null, new ByteArrayInputStream(file.toByteArray()));
        Method scores = type.getMethod("scores", byte[].class);
        byte[] image = RandomModels.image(3, model);
        assertThat(scores.invoke(loaded, image)).isEqualTo(model.scores(image));
    }
}
