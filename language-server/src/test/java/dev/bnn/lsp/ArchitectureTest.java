// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks the server against docs/architecture.md: it translates between the protocol and {@code dev.bnn.edit}. */
class ArchitectureTest {
    private static final JavaClasses SERVER = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void needsTheProtocolAndWhatEditorsShow() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.bnn.lsp..",
                        "dev.bnn.edit..",
                        "dev.bnn.source..",
                        // For files that are not open.
                        "dev.bnn.check",
                        // The network, its targets and the back ends with their cost models: for figures in the
                        // background.
                        "dev.bnn.model",
                        "dev.bnn.syntax",
                        "dev.bnn.emit",
                        "dev.bnn.emit.hls",
                        "dev.bnn.rtlsim",
                        "dev.bnn.estimate",
                        // The last accuracy of a recipe.
                        "dev.bnn.report",
                        "org.eclipse.lsp4j..",
                        // What commands carry, as the protocol's library reads it.
                        "com.google.gson..",
                        // Read by checkers, not at run time.
                        "org.jspecify.annotations..")
                .check(SERVER);
    }

    @Test
    void packagesDependOneWay() {
        slices().matching("dev.bnn.lsp.(**)").should().beFreeOfCycles().check(SERVER);
    }

    @Test
    void conversionsHaveNoThreadsAndNoState() {
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.lsp.convert..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent..", "java.nio..", "java.io..", "dev.bnn.lsp.server..")
                .check(SERVER);
    }
}
