/** The command line of Lanewise and the pictures it draws. */
module dev.lanewise.app {
  requires dev.lanewise;
  requires info.picocli;
  requires java.desktop;
  requires me.tongfei.progressbar;
  requires tools.jackson.databind;
  requires xchart;

  opens dev.lanewise.app to
      info.picocli;
  opens dev.lanewise.app.autoencode to
      info.picocli;
  opens dev.lanewise.app.doctor to
      info.picocli,
      tools.jackson.databind;
  opens dev.lanewise.app.gradcheck to
      info.picocli;
  opens dev.lanewise.app.train to
      info.picocli;
}
