// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where ND4J computes on a device, an address of host memory is wrong or stale: only the host's kernels may have one. */
class ArchitectureTest {
    private static final JavaClasses TRAINING = new ClassFileImporter().importPath(Path.of("target", "classes"));
    private static final Set<String> MEMORY = Set.of("Buffers", "PreparedOp");
    private static final DescribedPredicate<JavaClass> OF_THE_HOST = describe("of the host's kernels", c -> {
        String name = c.getFullName().replaceAll(".*\\.|\\$.*", "");
        return name.startsWith("Host")
                || name.startsWith("Winograd")
                || name.equals("TileProducts")
                || name.equals("TurnedConvolution")
                || MEMORY.contains(name);
    });

    @Test
    void onlyHostKernelsHoldMemoryOfArrays() {
        noClasses()
                .that(DescribedPredicate.not(OF_THE_HOST))
                .should()
                .dependOnClassesThat(describe("hold memory", c -> MEMORY.contains(c.getSimpleName())))
                .check(TRAINING);
    }

    @Test
    void onlyTheyTakeAddresses() {
        noClasses()
                .that(DescribedPredicate.not(OF_THE_HOST))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(TRAINING);
        noClasses()
                .that(DescribedPredicate.not(OF_THE_HOST))
                .should()
                .callMethodWhere(describe(
                        "it takes an address",
                        call -> Set.of("address", "addressPointer", "pointer", "opaqueBuffer")
                                .contains(call.getTarget().getName())))
                .check(TRAINING);
    }
}
