document.getElementById('app').innerHTML =
  '<div style="font:17px/1.6 sans-serif;padding:48px 24px"><h1 style="font-size:22px">浏览器版本太旧</h1>' +
  '<p>请更新浏览器后再打开巡护：Chrome 99、iOS 16.4、HarmonyOS 4 自带浏览器或更新版本。</p></div>'
