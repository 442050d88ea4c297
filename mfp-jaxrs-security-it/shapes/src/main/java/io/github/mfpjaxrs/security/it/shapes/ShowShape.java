package io.github.mfpjaxrs.security.it.shapes;

/** Prints the shapes of the seeds that it is given, and what the model says of them. Public for {@code java} alone. */
public final class ShowShape {

    private ShowShape() {}

    public static void main(String[] seeds) {
        for (String seed : seeds) {
            Shape shape = ShapeGenerator.generate(Long.parseLong(seed), Boolean.getBoolean("shapes.mutiny"));
            Verdict verdict = Model.of(shape);
            System.out.println(SourceWriter.listing(shape));
            System.out.println(verdict.deployment() + " " + verdict.reasons());
            verdict.routes().forEach(System.out::println);
        }
    }
}
